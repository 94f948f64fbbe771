package io.quern.model.feature;

/**
 * The fitted part of a number's slot. Immutable.
 *
 * @param value in an encoded row; NaN where it is missing
 */
record NumberSlot(NumberScale scale, Value value, long presenceKey, long missingKey) {
  /** Where the number of a row comes from. */
  interface Value {
    double of(EncodedRows rows, int row);
  }

  /**
   * @param place among the numbers of encoded rows
   */
  static NumberSlot of(Feature feature, FeatureFit fit, int place) {
    return of(
        feature,
        (Transform.Number) feature.transform(),
        fit,
        (rows, row) -> rows.number(row, place));
  }

  /**
   * A quantity, read from its category's key.
   *
   * @param place of the category among the keys of encoded rows
   */
  static NumberSlot ofKey(Feature quantity, FeatureFit fit, Feature category, int place) {
    long salt = FeatureKeys.columnSalt(category.table());
    long missing = FeatureKeys.missing(salt);
    return of(
        quantity,
        Transform.Quantity.NUMBER,
        fit,
        (rows, row) -> {
          long key = rows.key(row, place);
          return key == missing ? Double.NaN : FeatureKeys.integralOf(salt, key);
        });
  }

  private static NumberSlot of(
      Feature feature, Transform.Number number, FeatureFit fit, Value value) {
    long salt = FeatureKeys.columnSalt(feature.table());
    return new NumberSlot(
        new NumberScale(number, fit.statistics()),
        value,
        FeatureKeys.presence(salt),
        FeatureKeys.missing(salt));
  }

  /** What the row is multiplied with; NaN where it is the row of a missing value, as it is. */
  float factor(EncodedRows rows, int row) {
    double number = value.of(rows, row);
    return Double.isNaN(number) ? scale.missingFactor() : scale.factor(number);
  }
}
