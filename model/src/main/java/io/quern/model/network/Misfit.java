package io.quern.model.network;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;

/**
 * Why a network cannot be trained on the features there are, or with the options it has together.
 *
 * @param option the name of the option to blame; {@code model} where it is the network itself
 * @param message as of a {@link QuernException}
 * @param hint one sentence on what to do
 */
public record Misfit(String option, String message, String hint) {
  public Misfit {
    requireNonNull(option, "option is null");
    requireNonNull(message, "message is null");
    requireNonNull(hint, "hint is null");
  }

  /** The failure that tells a user, without a place. */
  public QuernException toException() {
    return new QuernException(ErrorCode.OPTION, message).withHint(hint);
  }
}
