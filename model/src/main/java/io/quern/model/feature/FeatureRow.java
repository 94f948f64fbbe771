package io.quern.model.feature;

/**
 * A row as the encoder reads it: columns by their position in {@link FeatureSchema#columns()}, in
 * their {@link ColumnType}. Implementations are cursors: reused for row after row, confined to one
 * thread.
 */
public interface FeatureRow {
  boolean isMissing(int column);

  /** An INTEGRAL value; a BOOLEAN as 0 or 1. */
  long integral(int column);

  /** A NUMBER value. */
  double number(int column);

  /** A STRING value as UTF-8; valid until the next row. */
  byte[] utf8(int column);

  /** Number of elements of an array value. */
  int size(int column);

  boolean isElementMissing(int column, int element);

  /** An element of an INTEGRAL_ARRAY; of a BOOLEAN_ARRAY as 0 or 1. */
  long integralElement(int column, int element);

  /** An element of a NUMBER_ARRAY. */
  double numberElement(int column, int element);

  /** An element of a STRING_ARRAY as UTF-8; valid until the next row. */
  byte[] utf8Element(int column, int element);
}
