package io.quern.cli;

/** How {@code bin/quern} ends. */
enum ExitCode {
  OK(0),
  STATEMENT_FAILED(1),
  USAGE(2),
  CANNOT_START(3),
  INTERRUPTED(130);

  final int code;

  ExitCode(int code) {
    this.code = code;
  }
}
