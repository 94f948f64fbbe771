package io.quern.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A failure that a user is told about: what failed with the value, where, and what to do.
 *
 * <p>The message starts with a capital and holds neither code nor place; {@link #toString()} and
 * the front ends add them.
 */
public final class QuernException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final SourcePosition position;
  private final String hint;

  private QuernException(
      ErrorCode code, String message, SourcePosition position, String hint, Throwable cause) {
    super(requireNonNull(message, "message is null"), cause);
    this.code = requireNonNull(code, "code is null");
    this.position = position;
    this.hint = hint;
  }

  public QuernException(ErrorCode code, String message) {
    this(code, message, null, null, null);
  }

  public QuernException(ErrorCode code, String message, Throwable cause) {
    this(code, message, null, null, cause);
  }

  /** The same failure, told to be at {@code position}. */
  public QuernException at(SourcePosition position) {
    return withTrace(new QuernException(code, getMessage(), position, hint, getCause()));
  }

  /** The same failure with one sentence on what to do about it. */
  public QuernException withHint(String hint) {
    return withTrace(new QuernException(code, getMessage(), position, hint, getCause()));
  }

  private QuernException withTrace(QuernException copy) {
    copy.setStackTrace(getStackTrace());
    for (Throwable suppressed : getSuppressed()) {
      copy.addSuppressed(suppressed);
    }
    return copy;
  }

  public ErrorCode code() {
    return code;
  }

  /** Where in the statement's text; empty where the failure has no place there. */
  public Optional<SourcePosition> position() {
    return Optional.ofNullable(position);
  }

  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }

  /** {@code ERROR <CODE> at <line>:<column>: <message>}, the first line that front ends print. */
  public String headline() {
    return "ERROR " + code + (position == null ? "" : " at " + position) + ": " + getMessage();
  }

  @Override
  public String toString() {
    return headline() + (hint == null ? "" : " (" + hint + ")");
  }
}
