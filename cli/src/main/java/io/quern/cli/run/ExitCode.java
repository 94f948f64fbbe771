package io.quern.cli.run;

/** How {@code bin/quern} ends. */
public enum ExitCode {
  OK(0),
  STATEMENT_FAILED(1),
  USAGE(2),
  CANNOT_START(3),
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** What the process ends with. */
  public int code() {
    return code;
  }
}
