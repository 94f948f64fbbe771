package io.quern.cli.repl;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import io.quern.cli.command.CommandCompletion;
import io.quern.cli.command.Commands;
import io.quern.cli.complete.Names;
import io.quern.cli.complete.PatientNames;
import io.quern.cli.complete.StatementCompletion;
import io.quern.cli.engine.Engine;
import io.quern.cli.engine.EngineStart;
import io.quern.cli.output.ResultFormat;
import io.quern.cli.run.ErrorPrinter;
import io.quern.cli.run.ExitCode;
import io.quern.cli.run.Interrupts;
import io.quern.planner.catalog.Trainable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal.Signal;

/**
 * The prompt: reads statements and commands from a terminal and runs each as soon as it is
 * complete. Confined to the thread that makes it; the engine starts on another one meanwhile.
 */
public final class Repl implements AutoCloseable {
  private static final String PROMPT = "quern> ";

  private final PrintStream err;
  private final ReplTerminal terminal;
  private final LineReader reader;
  private final TouchedLine line;
  private final EngineStart<Engine> start;
  private final StatementPrompt prompt;
  private final ErrorPrinter errors;

  /**
   * What the command line was told.
   *
   * @param format of results
   * @param debug whether failures come with their stack traces
   * @param isErrorOnScreen whether the error stream is the terminal too
   */
  public record Settings(ResultFormat format, boolean debug, boolean isErrorOnScreen) {
    public Settings {
      requireNonNull(format, "format is null");
    }
  }

  /**
   * Takes hold of the terminal.
   *
   * @param engine starts it, on a thread of its own; what it fails with ends the prompt
   */
  public Repl(Settings settings, Callable<Engine> engine, PrintStream out, PrintStream err) {
    this.err = requireNonNull(err, "err is null");
    AbovePrompt log = new AbovePrompt(err);
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    start = EngineStart.begin(engine, Thread.currentThread()::interrupt);
    terminal = ReplTerminal.open(settings.isErrorOnScreen());
    reader =
        terminal.reader(
            new ProposalCompleter(
                new StatementCompletion(this::names, Trainable::all),
                new CommandCompletion(this::names)));
    line = TouchedLine.of(reader);
    log.attach(reader);
    Interrupts interrupts = new Interrupts(() -> {}, this::sayCancelling);
    terminal.onSignal(Signal.INT, interrupts::onInterrupt);
    prompt =
        new StatementPrompt(
            start, interrupts, new Output(out, terminal), reader.getHistory(), err, settings);
    errors = new ErrorPrinter(err, terminal.screen(), settings.debug());
  }

  private Names names() {
    Optional<PatientNames> names = prompt.names();
    return names.isPresent() ? names.get() : Names.none();
  }

  private void sayCancelling() {
    err.println();
    err.println("cancelling; Ctrl-C once more leaves at once");
  }

  /**
   * Reads and runs until the user leaves.
   *
   * @param greeting the first line
   */
  public ExitCode run(String greeting) {
    err.println(greeting);
    boolean isWarned = false;
    while (start.failure().isEmpty() && !prompt.isLeft()) {
      line.forget();
      try {
        take(reader.readLine(PROMPT));
        isWarned = false;
      } catch (EndOfFileException e) {
        return ExitCode.OK;
      } catch (UserInterruptException e) { // Ctrl-C, or Spark has not started
        boolean isTouched = line.forget(); // what was typed and erased is no empty prompt either
        if (isWarned && !isTouched) {
          return ExitCode.INTERRUPTED;
        }
        keep(e.getPartialLine());
        isWarned = !isTouched && start.failure().isEmpty();
        if (isWarned) {
          err.println("Leave with \\quit or Ctrl-D, or with Ctrl-C once more");
        }
      }
    }
    start.failure().ifPresent(errors::print);
    return start.failure().isPresent() ? ExitCode.CANNOT_START : ExitCode.OK;
  }

  /** What Ctrl-C has dropped may have taken long to type. */
  private void keep(String text) {
    if (!text.isBlank()) {
      reader.getHistory().add(text);
    }
  }

  private void take(String text) {
    if (TypedText.isLeaving(text)) {
      prompt.leave();
    } else if (Commands.isCommand(text)) {
      try {
        Commands.run(text, prompt);
      } catch (QuernException e) {
        errors.print(e);
      }
    } else if (!text.isBlank()) {
      prompt.run(text);
    }
  }

  /** Gives the terminal back and stops the engine. */
  @Override
  public void close() {
    System.setErr(err);
    try {
      terminal.close();
    } catch (IOException e) {
      err.println("The terminal could not be reset: " + e.getMessage());
    }
    start.ready().ifPresent(Engine::close);
  }
}
