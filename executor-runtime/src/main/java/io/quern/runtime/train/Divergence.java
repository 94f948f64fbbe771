package io.quern.runtime.train;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;

/** The failure of a training whose numbers have left the finite. */
final class Divergence {
  private Divergence() {}

  /**
   * @param what is not finite, and where
   */
  static QuernException of(String what) {
    return new QuernException(ErrorCode.DATA, what + "; nothing was committed")
        .withHint("Lower learningRate, or scale very large numbers in the source");
  }
}
