package io.quern.cli.run;

import picocli.CommandLine.Option;

/** The arguments that the program has in whatever way it is started. */
public final class ProgramOptions {
  @Option(names = "--debug", description = "Print stack traces of errors.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this and leave.")
  private boolean help;

  public boolean debug() {
    return debug;
  }

  public boolean asksForHelp() {
    return help;
  }
}
