package io.quern.model.feature;

/** How the rows of a bag's elements become one. */
public enum Pooling {
  /** Σ w·row / Σ |w|, where w is 1 without weights; zeros where every weight is 0. */
  MEAN,
  /** Σ w·row. */
  SUM,
  /** The greatest w·row of each coordinate, the linear weight included. */
  MAX
}
