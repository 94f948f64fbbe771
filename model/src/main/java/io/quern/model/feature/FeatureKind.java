package io.quern.model.feature;

/** How a column takes part in a model. */
public enum FeatureKind {
  /** Each distinct value is an id with a row of its own; a missing value is an id too. */
  CATEGORY,
  /** One row for the column, scaled by the standardised value; a missing value has its own row. */
  NUMBER,
  /** The mean of the rows of the array's elements; a missing or empty array has its own row. */
  BAG
}
