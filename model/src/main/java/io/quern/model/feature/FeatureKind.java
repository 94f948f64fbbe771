package io.quern.model.feature;

/** The kind of slot that a feature becomes; all that a network knows of it. */
public enum FeatureKind {
  /** The row of one key. */
  CATEGORY,
  /** The row of one key, times a number. */
  NUMBER,
  /** The rows of several keys, pooled. */
  BAG
}
