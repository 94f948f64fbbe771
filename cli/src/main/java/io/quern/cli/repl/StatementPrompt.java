package io.quern.cli.repl;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.cli.command.Preferences;
import io.quern.cli.command.Prompt;
import io.quern.cli.complete.PatientNames;
import io.quern.cli.engine.Engine;
import io.quern.cli.engine.EngineStart;
import io.quern.cli.output.OutputSettings;
import io.quern.cli.output.ResultFormat;
import io.quern.cli.run.ErrorPrinter;
import io.quern.cli.run.ExitCode;
import io.quern.cli.run.Interrupts;
import io.quern.cli.run.Shell;
import io.quern.planner.script.ScriptText;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.jline.reader.History;

/** Runs what is typed, and is what commands work on. Confined to the thread that types. */
final class StatementPrompt implements Prompt {
  private final EngineStart<Engine> start;
  private final Interrupts interrupts;
  private final Output output;
  private final History history;
  private final PrintStream err;
  private final boolean debug;
  private final Preferences preferences;
  private Optional<PatientNames> names = Optional.empty();
  private Optional<QuernException> lastFailure = Optional.empty();
  private String lastStatements = "";
  private boolean left;

  StatementPrompt(
      EngineStart<Engine> start,
      Interrupts interrupts,
      Output output,
      History history,
      PrintStream err,
      Repl.Settings settings) {
    this.start = requireNonNull(start, "start is null");
    this.interrupts = requireNonNull(interrupts, "interrupts is null");
    this.output = requireNonNull(output, "output is null");
    this.history = requireNonNull(history, "history is null");
    this.err = requireNonNull(err, "err is null");
    this.debug = settings.debug();
    this.preferences = new Preferences(settings.format());
  }

  /** The names to complete with; empty while Spark starts. */
  Optional<PatientNames> names() {
    if (names.isEmpty()) {
      names = start.ready().map(engine -> new PatientNames(engine.names()));
    }
    return names;
  }

  @Override
  public void run(String statements) {
    lastStatements = statements;
    execute(statements);
  }

  private ExitCode execute(String statements) {
    long began = System.nanoTime();
    interrupts.begin();
    ExitCode exit;
    try {
      exit = execute(engine(), statements);
    } catch (InterruptedException e) {
      exit = fail(new QuernException(ErrorCode.CANCELLED, "The statement was cancelled"));
    } catch (
        QuernException
            e) { // a file that cannot be written; that Spark has not started is told later
      exit = start.failure().isPresent() ? ExitCode.CANNOT_START : fail(e);
    } finally {
      interrupts.end();
      names().ifPresent(PatientNames::forget);
    }
    if (preferences.timing()) {
      double seconds = (System.nanoTime() - began) * 1e-9;
      err.println(String.format(Locale.ROOT, "Time: %.3f s", seconds));
    }
    return exit;
  }

  private Engine engine() throws InterruptedException {
    if (!start.isDone()) {
      err.println("Spark is starting");
    }
    Engine engine = start.await();
    interrupts.enter(engine);
    return engine;
  }

  private ExitCode execute(Engine engine, String statements) {
    boolean isVertical = TypedText.isVertical(statements);
    OutputSettings settings =
        new OutputSettings(
            isVertical ? ResultFormat.VERTICAL : preferences.format(),
            true,
            preferences.limit(),
            debug,
            output.screen());
    try (PrintStream out = output.open(preferences)) {
      Shell shell = new Shell(engine, settings, out, err);
      ExitCode exit =
          shell.run(
              new ScriptText("statement", TypedText.withSemicolon(statements)),
              interrupts::happened);
      lastFailure = shell.failure().or(() -> lastFailure);
      return exit;
    }
  }

  private ExitCode fail(QuernException failure) {
    lastFailure = Optional.of(failure);
    new ErrorPrinter(err, output.screen(), debug).print(failure);
    return ExitCode.STATEMENT_FAILED;
  }

  @Override
  public void watch(Duration interval) {
    while (!lastStatements.isEmpty() && execute(lastStatements) == ExitCode.OK) {
      interrupts.begin();
      try {
        TimeUnit.NANOSECONDS.sleep(interval.toNanos());
      } catch (InterruptedException e) {
        return;
      } finally {
        interrupts.end();
      }
    }
  }

  @Override
  public Preferences preferences() {
    return preferences;
  }

  @Override
  public void show(String text) {
    try (PrintStream out = output.openScreen(preferences)) {
      out.print(text);
    }
  }

  @Override
  public PrintStream notes() {
    return err;
  }

  @Override
  public List<String> history() {
    return StreamSupport.stream(history.spliterator(), false).map(History.Entry::line).toList();
  }

  @Override
  public Optional<QuernException> lastFailure() {
    return lastFailure;
  }

  @Override
  public void leave() {
    left = true;
  }

  boolean isLeft() {
    return left;
  }
}
