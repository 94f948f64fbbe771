package io.quern.notebooks;

import io.quern.api.QuernException;
import io.quern.cli.output.Screen;
import io.quern.cli.run.ErrorPrinter;
import io.quern.cli.run.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program behind {@code bin/quern kernel}. */
@Command(
    name = "bin/quern kernel",
    description = "Quern as a kernel of Jupyter.",
    subcommands = {InstallCommand.class, StartCommand.class},
    synopsisSubcommandLabel = "install | start",
    footer = {"", "bin/quern kernel install --help tells more."})
public final class QuernKernel {
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print this and leave.")
  private boolean help;

  private QuernKernel() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments, utf8(FileDescriptor.out), utf8(FileDescriptor.err)));
  }

  private static PrintStream utf8(FileDescriptor stream) {
    return new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) {
    return new CommandLine(new QuernKernel())
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((e, given) -> refuse(e, err))
        .setExecutionExceptionHandler((e, command, given) -> fail(e, err))
        .execute(arguments);
  }

  private static int refuse(CommandLine.ParameterException e, PrintStream err) {
    err.println("ERROR CONFIG: " + e.getMessage());
    err.println("hint: bin/quern kernel install --help lists what is allowed");
    return ExitCode.USAGE.code();
  }

  private static int fail(Exception e, PrintStream err) throws Exception {
    if (e instanceof QuernException told) {
      new ErrorPrinter(err, Screen.none(), false).print(told);
      return ExitCode.CANNOT_START.code();
    }
    throw e;
  }
}
