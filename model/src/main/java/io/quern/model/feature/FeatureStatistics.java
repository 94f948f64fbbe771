package io.quern.model.feature;

import java.io.Serializable;

/**
 * What the training rows hold in one feature. Mean, deviation, minimum and maximum are of the
 * values that are there of a NUMBER feature, of {@code sign(x) ln(1 + |x|)} where {@link
 * Scaling#LOG} scales them; all 0 for other kinds and where every value is missing.
 *
 * @param rows training rows
 * @param missing rows without a value
 * @param standardDeviation of the population: divided by the count
 */
public record FeatureStatistics(
    long rows, long missing, double mean, double standardDeviation, double min, double max)
    implements Serializable {

  public FeatureStatistics {
    if (!Double.isFinite(mean) || !Double.isFinite(standardDeviation) || standardDeviation < 0) {
      throw new IllegalArgumentException(
          "Invalid statistics: mean %s, standard deviation %s".formatted(mean, standardDeviation));
    }
  }

  /** Of a feature that is no number. */
  static FeatureStatistics ofRows(long rows, long missing) {
    return new FeatureStatistics(rows, missing, 0, 0, 0, 0);
  }

  /** Of the rows of both. */
  FeatureStatistics merge(FeatureStatistics later) {
    Moments all = moments();
    all.merge(later.moments());
    return new FeatureStatistics(
        rows + later.rows,
        missing + later.missing,
        all.mean(),
        all.standardDeviation(),
        all.min(),
        all.max());
  }

  private Moments moments() {
    return Moments.of(rows - missing, mean, standardDeviation, min, max);
  }
}
