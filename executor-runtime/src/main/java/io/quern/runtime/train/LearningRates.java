package io.quern.runtime.train;

/** The two learning rates of a training. */
record LearningRates(double dense, double sparse) {
  private static final double FACTOR = 0.1;
  private static final double FLOOR = 1e-6;

  /** A tenth of these, but no less than 1e-6; a rate that began below that stays. */
  LearningRates lowered() {
    return new LearningRates(lowered(dense), lowered(sparse));
  }

  /** Whether either has fallen since. */
  boolean isBelow(LearningRates before) {
    return dense < before.dense || sparse < before.sparse;
  }

  private static double lowered(double rate) {
    return Math.max(rate * FACTOR, Math.min(rate, FLOOR));
  }
}
