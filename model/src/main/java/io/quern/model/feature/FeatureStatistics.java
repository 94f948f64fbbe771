package io.quern.model.feature;

import java.io.Serializable;

/**
 * What the training rows hold in one feature. Mean, deviation, minimum and maximum are of the
 * values that are there of a NUMBER feature; all 0 for other kinds and where every value is
 * missing.
 *
 * @param rows training rows
 * @param missing rows without a value
 * @param standardDeviation of the population: divided by the count
 */
public record FeatureStatistics(
    long rows, long missing, double mean, double standardDeviation, double min, double max)
    implements Serializable {

  /**
   * Values further from the mean are taken as this many deviations. Of n training rows none is
   * further than √(n − 1) (Samuelson, "How Deviant Can You Be?", 1968), so the bound only catches
   * values that training never saw, and keeps float arithmetic finite for them.
   */
  public static final double LIMIT = 1e6;

  public FeatureStatistics {
    if (!Double.isFinite(mean) || !Double.isFinite(standardDeviation) || standardDeviation < 0) {
      throw new IllegalArgumentException(
          "Invalid statistics: mean %s, standard deviation %s".formatted(mean, standardDeviation));
    }
  }

  /** (value − mean) / standard deviation, where a deviation of 0 counts as 1; within ±LIMIT. */
  public double standardise(double value) {
    double scale = standardDeviation == 0 ? 1 : standardDeviation;
    return Math.max(-LIMIT, Math.min(LIMIT, (value - mean) / scale));
  }
}
