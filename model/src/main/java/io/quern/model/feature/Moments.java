package io.quern.model.feature;

import java.io.Serializable;

/**
 * Count, mean, deviation and range of numbers in one pass. Welford, "Note on a method for
 * calculating corrected sums of squares and products", 1962; merging after Chan, Golub and LeVeque,
 * "Updating formulae and a pairwise algorithm for computing sample variances", 1979.
 */
final class Moments implements Serializable {
  private static final long serialVersionUID = 1L;

  private long count;
  private double mean;
  private double squares;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /** Those of so many values. */
  static Moments of(long count, double mean, double deviation, double min, double max) {
    Moments moments = new Moments();
    if (count > 0) {
      moments.count = count;
      moments.mean = mean;
      moments.squares = deviation * deviation * count;
      moments.min = min;
      moments.max = max;
    }
    return moments;
  }

  void add(double value) {
    count++;
    double delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  void merge(Moments other) {
    if (other.count == 0) {
      return;
    }
    long total = count + other.count;
    double delta = other.mean - mean;
    mean += delta * other.count / total;
    squares += other.squares + delta * delta * ((double) count * other.count / total);
    count = total;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  long count() {
    return count;
  }

  double mean() {
    return mean;
  }

  /** Of the population; 0 where there are no values. */
  double standardDeviation() {
    return count == 0 ? 0 : Math.sqrt(squares / count);
  }

  double min() {
    return count == 0 ? 0 : min;
  }

  double max() {
    return count == 0 ? 0 : max;
  }
}
