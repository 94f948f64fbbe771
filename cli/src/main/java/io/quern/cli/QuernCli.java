package io.quern.cli;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.planner.script.ScriptText;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.classic.SparkSession;
import picocli.CommandLine;

/**
 * The program behind {@code bin/quern}. Results go to standard output; progress, notes and errors
 * to the error stream.
 */
public final class QuernCli {
  /** Width of the terminal that the error stream is; the launcher sets it where it is one. */
  private static final String TERMINAL_COLUMNS = "quern.terminal.columns";

  private final CliOptions options;
  private final PrintStream out;
  private final PrintStream err;
  private final ErrorPrinter errors;

  private QuernCli(CliOptions options, PrintStream out, PrintStream err) {
    this.options = options;
    this.out = out;
    this.err = err;
    this.errors = new ErrorPrinter(err, options.debug());
  }

  public static void main(String[] arguments) {
    System.exit(run(arguments, utf8(FileDescriptor.out), utf8(FileDescriptor.err)).code);
  }

  private static PrintStream utf8(FileDescriptor stream) {
    return new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }

  private static ExitCode run(String[] arguments, PrintStream out, PrintStream err) {
    CliOptions options = new CliOptions();
    CommandLine command = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
    try {
      command.parseArgs(arguments);
      options.check(command);
    } catch (CommandLine.ParameterException e) {
      err.println("ERROR CONFIG: " + e.getMessage());
      err.println("hint: bin/quern --help lists what is allowed");
      return ExitCode.USAGE;
    }
    if (options.asksForHelp()) {
      command.usage(out);
      return ExitCode.OK;
    }
    if (options.asksForVersion()) {
      out.println("quern " + Versions.quern() + " on Spark " + Versions.spark());
      return ExitCode.OK;
    }
    return new QuernCli(options, out, err).run();
  }

  private ExitCode run() {
    Console console = System.console();
    return console != null && options.statements().isEmpty() && options.file().isEmpty()
        ? runAtPrompt(console)
        : runScript();
  }

  private ExitCode runScript() {
    ScriptText script;
    try {
      script = ScriptSource.read(options, System.in);
    } catch (QuernException e) {
      errors.print(e);
      return ExitCode.USAGE;
    }
    return withSession(
        session -> {
          Interrupts interrupts =
              Interrupts.install(session.sparkContext(), Interrupts::leaveAtOnce);
          interrupts.begin();
          try {
            return shell(session).run(script, interrupts::happened);
          } finally {
            interrupts.end();
          }
        });
  }

  private ExitCode runAtPrompt(Console console) {
    return withSession(
        session -> new Repl(shell(session), session.sparkContext(), console, err).run());
  }

  private Shell shell(SparkSession session) {
    OutputSettings settings =
        new OutputSettings(
            options.format(),
            options.allResults(),
            options.debug(),
            Integer.getInteger(TERMINAL_COLUMNS, 0));
    return new Shell(session, settings, out, err);
  }

  /** What is done with a session while there is one. */
  private interface Work {
    ExitCode run(SparkSession session);
  }

  private ExitCode withSession(Work work) {
    SparkSession session;
    try {
      session = Sessions.start(options);
    } catch (Exception e) { // what Spark throws, checked or not
      errors.print(new QuernException(ErrorCode.CONFIG, "Cannot start Spark: " + reason(e), e));
      return ExitCode.CANNOT_START;
    }
    try {
      ExitCode exit = work.run(session);
      if (exit == ExitCode.INTERRUPTED) {
        // What still ends while Spark stops would fail loudly.
        session.sparkContext().setLogLevel("OFF");
      }
      return exit;
    } finally {
      session.stop();
    }
  }

  private static String reason(Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().findFirst().orElse(message);
  }
}
