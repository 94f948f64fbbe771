package io.quern.model.feature;

/**
 * The keys of combinations of columns' values: starting from the cross's salt, each column's key
 * (as a category of its own) is hashed with what came before as the seed, so that their order
 * counts. Immutable and thread-safe.
 */
final class CrossKeys {
  private final ColumnValue[] columns;

  /** Of the columns' names. */
  private final long[] salts;

  private final long salt;
  private final long missing;

  CrossKeys(FeatureSchema schema, Feature feature) {
    columns = ColumnValue.of(schema, feature);
    salts = feature.columns().stream().mapToLong(FeatureKeys::columnSalt).toArray();
    salt = FeatureKeys.columnSalt(feature.table());
    missing = FeatureKeys.missing(salt);
  }

  /** The key of columns none of which is an array. */
  long key(FeatureRow row) {
    long key = salt;
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].isMissing(row)) {
        return missing;
      }
      key = FeatureKeys.crossed(key, columns[i].key(row, salts[i]));
    }
    return key;
  }

  /** Appends the keys of all combinations of elements; the last column's vary fastest. */
  void addAll(FeatureRow row, EncodedRowsBuilder out) {
    if (add(row, 0, salt, out) == 0) {
      out.bagKey(missing, 1);
    }
  }

  /** Returns how many keys were appended. */
  private int add(FeatureRow row, int position, long before, EncodedRowsBuilder out) {
    if (position == columns.length) {
      out.bagKey(before, 1);
      return 1;
    }
    ColumnValue column = columns[position];
    if (!column.type().isArray()) {
      if (column.isMissing(row)) {
        return 0;
      }
      long key = column.key(row, salts[position]);
      return add(row, position + 1, FeatureKeys.crossed(before, key), out);
    }
    int added = 0;
    for (int element = 0; element < column.size(row); element++) {
      if (!column.isElementMissing(row, element)) {
        long key = column.elementKey(row, element, salts[position]);
        added += add(row, position + 1, FeatureKeys.crossed(before, key), out);
      }
    }
    return added;
  }
}
