package io.quern.udf.metric;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;

/** Checks scores that must be probabilities. */
final class Probabilities {
  private Probabilities() {}

  /**
   * @throws QuernException {@code DATA}, when the score is not between 0 and 1
   */
  static double require(double score, Metric<?> metric) {
    if (score >= 0 && score <= 1) {
      return score;
    }
    throw new QuernException(
        ErrorCode.DATA,
        "Score %s is not between 0 and 1; %s needs probabilities".formatted(score, metric.name()));
  }
}
