package io.quern.model.network;

/** The logistic function and its loss, without overflow for any logit. */
final class Logistic {
  private Logistic() {}

  /** {@code 1 / (1 + e^-z)}. */
  static double probability(double logit) {
    if (logit >= 0) {
      return 1 / (1 + Math.exp(-logit));
    }
    double e = Math.exp(logit);
    return e / (1 + e);
  }

  /** {@code -y log p - (1 - y) log(1 - p) = softplus(z) - y z}. */
  static double loss(double logit, double label) {
    return Math.max(logit, 0) - label * logit + Math.log1p(Math.exp(-Math.abs(logit)));
  }
}
