package io.quern.model.feature;

/** The keys of a feature that has several in a row. Immutable and thread-safe. */
sealed interface BagEncoder {
  /** Appends at least one key; does not end the bag. */
  void encode(FeatureRow row, EncodedRowsBuilder out);

  static BagEncoder of(FeatureSchema schema, Feature feature) {
    if (feature.transform() instanceof Transform.Cross) {
      return new Crossed(new CrossKeys(schema, feature));
    }
    ColumnValue[] columns = ColumnValue.of(schema, feature);
    long salt = FeatureKeys.columnSalt(feature.table());
    long missing = FeatureKeys.missing(salt);
    return columns.length == 1
        ? new Plain(columns[0], salt, missing)
        : new Weighted(columns[0], columns[1], salt, missing);
  }

  /** The elements of an array. */
  record Plain(ColumnValue column, long salt, long missing) implements BagEncoder {
    @Override
    public void encode(FeatureRow row, EncodedRowsBuilder out) {
      int elements = column.size(row);
      boolean empty = true;
      for (int element = 0; element < elements; element++) {
        if (!column.isElementMissing(row, element)) {
          out.bagKey(column.elementKey(row, element, salt), 1);
          empty = false;
        }
      }
      if (empty) {
        out.bagKey(missing, 1);
      }
    }
  }

  /** The elements of an array, each with the weight at its place in another. */
  record Weighted(ColumnValue column, ColumnValue weights, long salt, long missing)
      implements BagEncoder {
    @Override
    public void encode(FeatureRow row, EncodedRowsBuilder out) {
      int elements = column.size(row);
      boolean empty = true;
      for (int element = 0; element < elements; element++) {
        if (!column.isElementMissing(row, element)) {
          out.bagKey(column.elementKey(row, element, salt), weights.weight(row, element));
          empty = false;
        }
      }
      if (empty) {
        out.bagKey(missing, 1);
      }
    }
  }

  /** Every combination of arrays' elements. */
  record Crossed(CrossKeys cross) implements BagEncoder {
    @Override
    public void encode(FeatureRow row, EncodedRowsBuilder out) {
      cross.addAll(row, out);
    }
  }
}
