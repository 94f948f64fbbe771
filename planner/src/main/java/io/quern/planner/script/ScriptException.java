package io.quern.planner.script;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;

/** A statement of a script failed; the statements before it have taken effect. */
public final class ScriptException extends Exception {
  private static final long serialVersionUID = 1L;

  private final QuernException error;
  private final transient ScriptText script;

  /**
   * @param script that the place of {@code error} is in
   */
  public ScriptException(QuernException error, ScriptText script) {
    super(error.toString(), error);
    this.error = error;
    this.script = requireNonNull(script, "script is null");
  }

  /** The failure; its place, if any, is in {@link #script()} as typed. */
  public QuernException error() {
    return error;
  }

  /** The text that the place is in: the script that was run, or one that it includes. */
  public ScriptText script() {
    return script;
  }
}
