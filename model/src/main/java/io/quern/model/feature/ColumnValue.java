package io.quern.model.feature;

/**
 * How one column is read: its values as numbers, or hashed with a salt. Immutable and thread-safe.
 *
 * @param index of the column
 */
record ColumnValue(int index, ColumnType type) {
  /** The columns that a feature reads, in order. */
  static ColumnValue[] of(FeatureSchema schema, Feature feature) {
    int[] positions = schema.positions(feature);
    ColumnValue[] columns = new ColumnValue[positions.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new ColumnValue(positions[i], schema.columns().get(positions[i]).type());
    }
    return columns;
  }

  /** Whether there is nothing to hash: NULL or NaN. */
  boolean isMissing(FeatureRow row) {
    return row.isMissing(index) || (type == ColumnType.NUMBER && Double.isNaN(row.number(index)));
  }

  /** The key of a value that is there. */
  long key(FeatureRow row, long salt) {
    return switch (type) {
      case STRING -> FeatureKeys.ofUtf8(salt, row.utf8(index));
      case BOOLEAN, INTEGRAL -> FeatureKeys.ofIntegral(salt, row.integral(index));
      case NUMBER -> FeatureKeys.ofNumber(salt, row.number(index));
      case STRING_ARRAY, BOOLEAN_ARRAY, INTEGRAL_ARRAY, NUMBER_ARRAY ->
          throw new IllegalStateException("An array has no key");
    };
  }

  /** Number of elements, those that are missing included. */
  int size(FeatureRow row) {
    return row.isMissing(index) ? 0 : row.size(index);
  }

  boolean isElementMissing(FeatureRow row, int element) {
    return row.isElementMissing(index, element);
  }

  long elementKey(FeatureRow row, int element, long salt) {
    return type == ColumnType.STRING_ARRAY
        ? FeatureKeys.ofUtf8(salt, row.utf8Element(index, element))
        : FeatureKeys.ofIntegral(salt, row.integralElement(index, element));
  }

  /** A number; NaN where it is missing or not finite. */
  double number(FeatureRow row) {
    if (row.isMissing(index)) {
      return Double.NaN;
    }
    if (type == ColumnType.INTEGRAL) {
      return row.integral(index);
    }
    double value = row.number(index);
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** The weight at that place: 1 where there is none that is finite; within ±10^6. */
  float weight(FeatureRow row, int element) {
    if (element >= size(row) || row.isElementMissing(index, element)) {
      return 1;
    }
    double weight =
        type == ColumnType.INTEGRAL_ARRAY
            ? row.integralElement(index, element)
            : row.numberElement(index, element);
    return Double.isFinite(weight)
        ? (float) Math.max(-NumberScale.LIMIT, Math.min(NumberScale.LIMIT, weight))
        : 1;
  }
}
