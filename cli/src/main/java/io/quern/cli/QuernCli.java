package io.quern.cli;

import io.quern.api.QuernException;
import io.quern.cli.engine.Engine;
import io.quern.cli.engine.LocalEngine;
import io.quern.cli.output.OutputSettings;
import io.quern.cli.output.ResultFormat;
import io.quern.cli.output.RowLimit;
import io.quern.cli.output.Screen;
import io.quern.cli.remote.RemoteEngine;
import io.quern.cli.repl.Repl;
import io.quern.cli.run.ErrorPrinter;
import io.quern.cli.run.ExitCode;
import io.quern.cli.run.Interrupts;
import io.quern.cli.run.Shell;
import io.quern.cli.server.ServerCommand;
import io.quern.cli.server.ServerOptions;
import io.quern.cli.session.Sessions;
import io.quern.cli.session.Versions;
import io.quern.planner.script.ScriptText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import sun.misc.Signal;

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
    this.errors = new ErrorPrinter(err, Screen.none(), options.program().debug());
  }

  public static void main(String[] arguments) {
    System.exit(run(arguments, utf8(FileDescriptor.out), utf8(FileDescriptor.err)).code());
  }

  private static PrintStream utf8(FileDescriptor stream) {
    return new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }

  private static ExitCode run(String[] arguments, PrintStream out, PrintStream err) {
    CliOptions options = new CliOptions();
    ServerOptions server = new ServerOptions();
    CommandLine command =
        new CommandLine(options).addSubcommand(server).setCaseInsensitiveEnumValuesAllowed(true);
    boolean isServer;
    try {
      isServer = command.parseArgs(arguments).hasSubcommand();
      options.check(command);
    } catch (CommandLine.ParameterException e) {
      err.println("ERROR CONFIG: " + e.getMessage());
      err.println("hint: bin/quern --help lists what is allowed");
      return ExitCode.USAGE;
    }
    if (isServer) {
      return new ServerCommand(server, out, err).run();
    }
    if (options.program().asksForHelp()) {
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
    boolean isPrompt =
        System.console() != null && options.statements().isEmpty() && options.file().isEmpty();
    return isPrompt ? runAtPrompt() : runScript();
  }

  private ExitCode runScript() {
    ScriptText script;
    try {
      script = ScriptSource.read(options, System.in);
    } catch (QuernException e) {
      errors.print(e);
      return ExitCode.USAGE;
    }
    return withEngine(
        engine -> {
          Interrupts interrupts = new Interrupts(Interrupts::leaveAtOnce, () -> {});
          Signal.handle(new Signal("INT"), signal -> interrupts.onInterrupt());
          interrupts.begin();
          interrupts.enter(engine);
          try {
            return shell(engine).run(script, interrupts::happened);
          } finally {
            interrupts.end();
          }
        });
  }

  private ExitCode runAtPrompt() {
    Repl.Settings settings =
        new Repl.Settings(
            options.format().orElse(ResultFormat.AUTO),
            options.program().debug(),
            terminalColumns() > 0);
    try (Repl repl = new Repl(settings, this::startEngine, out, err)) {
      return repl.run(
          "Quern "
              + Versions.quern()
              + ". End a statement with ; get help with \\? and leave with \\quit");
    }
  }

  private Shell shell(Engine engine) {
    ResultFormat format = options.format().orElse(ResultFormat.TABLE);
    RowLimit limit =
        format == ResultFormat.TABLE || format == ResultFormat.AUTO
            ? new RowLimit(RowLimit.DEFAULT_ROWS, "--format csv, tsv, json or vertical prints all")
            : RowLimit.none();
    OutputSettings settings =
        new OutputSettings(
            format,
            options.allResults(),
            limit,
            options.program().debug(),
            new Screen(terminalColumns(), false));
    Shell shell = new Shell(engine, settings, out, err);
    return options.ignoreErrors() ? shell.ignoringErrors() : shell;
  }

  private static int terminalColumns() {
    return Integer.getInteger(TERMINAL_COLUMNS, 0);
  }

  /** What is done with an engine while there is one. */
  private interface Work {
    ExitCode run(Engine engine);
  }

  private ExitCode withEngine(Work work) {
    Engine engine;
    try {
      engine = startEngine();
    } catch (QuernException e) {
      errors.print(e);
      return ExitCode.CANNOT_START;
    }
    try (engine) {
      ExitCode exit = work.run(engine);
      if (exit == ExitCode.INTERRUPTED) {
        engine.leaveQuietly();
      }
      return exit;
    }
  }

  private Engine startEngine() {
    return options.server().isPresent()
        ? RemoteEngine.connect(options.server().get())
        : new LocalEngine(Sessions.start(options.session(), Map.of()));
  }
}
