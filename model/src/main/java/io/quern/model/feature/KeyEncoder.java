package io.quern.model.feature;

/** The one key of a feature in a row. Immutable and thread-safe. */
sealed interface KeyEncoder {
  long key(FeatureRow row);

  static KeyEncoder of(FeatureSchema schema, Feature feature) {
    ColumnValue[] columns = ColumnValue.of(schema, feature);
    long salt = FeatureKeys.columnSalt(feature.table());
    long missing = FeatureKeys.missing(salt);
    if (feature.transform() instanceof Transform.Cross) {
      return new Crossed(new CrossKeys(schema, feature));
    }
    if (feature.transform() instanceof Transform.Buckets transform) {
      Buckets buckets = new Buckets(transform.boundaries(), salt);
      return new Bucketed(NumberEncoder.of(schema, feature), buckets, missing);
    }
    MissingCategory category = ((Transform.Category) feature.transform()).missing();
    return new Hashed(columns[0], salt, category.key(columns[0].type(), salt));
  }

  /**
   * A column's value.
   *
   * @param missing the key where there is none
   */
  record Hashed(ColumnValue column, long salt, long missing) implements KeyEncoder {
    @Override
    public long key(FeatureRow row) {
      return column.isMissing(row) ? missing : column.key(row, salt);
    }
  }

  /** A number's bucket. */
  record Bucketed(NumberEncoder number, Buckets buckets, long missing) implements KeyEncoder {
    @Override
    public long key(FeatureRow row) {
      double value = number.number(row);
      return Double.isNaN(value) ? missing : buckets.key(value);
    }
  }

  /** A combination of values. */
  record Crossed(CrossKeys cross) implements KeyEncoder {
    @Override
    public long key(FeatureRow row) {
      return cross.key(row);
    }
  }
}
