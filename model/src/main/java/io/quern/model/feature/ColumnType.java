package io.quern.model.feature;

/** The type in which a column reaches the encoder, after the planner's casts. */
public enum ColumnType {
  STRING,
  BOOLEAN,
  /** TINYINT to BIGINT, read as 64 bits. */
  INTEGRAL,
  /** FLOAT, DOUBLE and DECIMAL, read as double. */
  NUMBER,
  STRING_ARRAY,
  BOOLEAN_ARRAY,
  INTEGRAL_ARRAY,
  /** Weights of another array's elements; no feature by itself. */
  NUMBER_ARRAY;

  public boolean isArray() {
    return this == STRING_ARRAY
        || this == BOOLEAN_ARRAY
        || this == INTEGRAL_ARRAY
        || this == NUMBER_ARRAY;
  }

  /** Whether values are numbers. */
  public boolean isNumeric() {
    return this == NUMBER || this == INTEGRAL;
  }

  /** Whether elements are numbers. */
  public boolean isNumericArray() {
    return this == NUMBER_ARRAY || this == INTEGRAL_ARRAY;
  }
}
