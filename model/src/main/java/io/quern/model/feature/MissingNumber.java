package io.quern.model.feature;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * What stands for a number that is missing.
 *
 * @param constant the value taken instead, before scaling; only for {@link Policy#CONSTANT}, else 0
 */
public record MissingNumber(Policy policy, double constant) implements Serializable {
  /** The feature has a row for missing values, which is not scaled. */
  public static final MissingNumber OWN_ROW = new MissingNumber(Policy.OWN_ROW, 0);

  /** The mean of the values that are there: 0 after {@link Scaling#STANDARD}. */
  public static final MissingNumber MEAN = new MissingNumber(Policy.MEAN, 0);

  /** Where the replacement comes from. */
  public enum Policy {
    OWN_ROW,
    MEAN,
    CONSTANT
  }

  public MissingNumber {
    requireNonNull(policy, "policy is null");
    if (!Double.isFinite(constant) || (policy != Policy.CONSTANT && constant != 0)) {
      throw new IllegalArgumentException("Invalid constant %s for %s".formatted(constant, policy));
    }
  }

  /** A value that is taken as if it were there. */
  public static MissingNumber constant(double value) {
    return new MissingNumber(Policy.CONSTANT, value);
  }

  /** For buckets, which have no mean. */
  void requireNoMean() {
    if (policy == Policy.MEAN) {
      throw new IllegalArgumentException("Buckets have no mean to stand for a missing number");
    }
  }

  /** The constant; NaN where there is none. */
  double constantOrNaN() {
    return policy == Policy.CONSTANT ? constant : Double.NaN;
  }
}
