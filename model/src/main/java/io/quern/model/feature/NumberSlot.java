package io.quern.model.feature;

/**
 * The fitted part of a number's slot. Immutable.
 *
 * @param place among the numbers of encoded rows
 */
record NumberSlot(NumberScale scale, int place, long presenceKey, long missingKey) {
  static NumberSlot of(Feature feature, FeatureFit fit, int place) {
    long salt = FeatureKeys.columnSalt(feature.table());
    return new NumberSlot(
        new NumberScale((Transform.Number) feature.transform(), fit.statistics()),
        place,
        FeatureKeys.presence(salt),
        FeatureKeys.missing(salt));
  }

  /** What the row is multiplied with; NaN where it is the row of a missing value, as it is. */
  float factor(EncodedRows rows, int row) {
    double value = rows.number(row, place);
    return Double.isNaN(value) ? scale.missingFactor() : scale.factor(value);
  }
}
