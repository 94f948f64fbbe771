package io.quern.model.feature;

/**
 * The number of a feature in a row. Immutable and thread-safe.
 *
 * @param missing what a missing number is encoded as; NaN where that is not decided here
 */
record NumberEncoder(ColumnValue column, double missing) {
  static NumberEncoder of(FeatureSchema schema, Feature feature) {
    return new NumberEncoder(ColumnValue.of(schema, feature)[0], missing(feature.transform()));
  }

  /** A number that scales a row keeps its NaN: what stands for it does not count in the mean. */
  private static double missing(Transform transform) {
    if (transform instanceof Transform.Buckets buckets) {
      return buckets.missing().constantOrNaN();
    }
    return transform instanceof Transform.Quantiles quantiles
        ? quantiles.missing().constantOrNaN()
        : Double.NaN;
  }

  double number(FeatureRow row) {
    double value = column.number(row);
    return Double.isNaN(value) ? missing : value;
  }
}
