package io.quern.model.feature;

/**
 * From a number to the factor of its row, fitted to the training rows: {@code (x − offset) /
 * divisor}, of {@code sign(x) ln(1 + |x|)} in place of x for {@link Scaling#LOG}. Immutable.
 */
final class NumberScale {
  /**
   * Fitted scalings end at so many deviations or ranges. Of n training rows none is further than
   * √(n − 1) deviations from the mean (Samuelson, "How Deviant Can You Be?", 1968), so the bound
   * only catches values that training never saw, and keeps float arithmetic finite for them.
   */
  static final double LIMIT = 1e6;

  /** Where numbers that are not scaled end: their products stay finite. */
  private static final double UNSCALED_LIMIT = 1e30;

  private final boolean logarithmic;
  private final double offset;
  private final double divisor;
  private final double limit;
  private final float missing;

  NumberScale(Transform.Number transform, FeatureStatistics statistics) {
    Scaling scaling = transform.scaling();
    logarithmic = scaling == Scaling.LOG;
    offset =
        switch (scaling) {
          case NONE -> 0;
          case STANDARD, LOG -> statistics.mean();
          case MIN_MAX -> statistics.min();
        };
    double spread =
        switch (scaling) {
          case NONE -> 1;
          case STANDARD, LOG -> statistics.standardDeviation();
          case MIN_MAX -> statistics.max() - statistics.min();
        };
    divisor = spread == 0 ? 1 : spread;
    limit = scaling == Scaling.NONE ? UNSCALED_LIMIT : LIMIT;
    missing =
        switch (transform.missing().policy()) {
          case OWN_ROW -> Float.NaN;
          case MEAN -> bounded(statistics.mean());
          case CONSTANT -> factor(transform.missing().constant());
        };
  }

  /** What statistics are kept of: the number, or its logarithm where that is what is scaled. */
  static double seen(Transform.Number transform, double value) {
    return transform.scaling() == Scaling.LOG ? logarithm(value) : value;
  }

  private static double logarithm(double value) {
    return Math.copySign(Math.log1p(Math.abs(value)), value);
  }

  /** The factor of a finite number. */
  float factor(double value) {
    return bounded(logarithmic ? logarithm(value) : value);
  }

  /** The factor of a number that is not there; NaN where it has a row of its own. */
  float missingFactor() {
    return missing;
  }

  private float bounded(double seen) {
    return (float) Math.max(-limit, Math.min(limit, (seen - offset) / divisor));
  }
}
