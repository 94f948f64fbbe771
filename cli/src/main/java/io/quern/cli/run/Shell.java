package io.quern.cli.run;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import io.quern.api.TrainingProgress;
import io.quern.cli.engine.Engine;
import io.quern.cli.engine.Told;
import io.quern.cli.output.OutputSettings;
import io.quern.cli.output.Result;
import io.quern.cli.output.Results;
import io.quern.cli.progress.ProgressPrinter;
import io.quern.planner.script.ScriptException;
import io.quern.planner.script.ScriptText;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Runs texts in one engine: results to one stream; progress, notes and errors to the other. What
 * scripts and the prompt share. Confined to one thread.
 */
public final class Shell {
  private final Engine engine;
  private final OutputSettings settings;
  private final PrintStream out;
  private final PrintStream err;
  private final ErrorPrinter errors;
  private final boolean goesOn;
  private Optional<QuernException> failure = Optional.empty();

  public Shell(Engine engine, OutputSettings settings, PrintStream out, PrintStream err) {
    this(engine, settings, out, err, false);
  }

  private Shell(
      Engine engine, OutputSettings settings, PrintStream out, PrintStream err, boolean goesOn) {
    this.engine = requireNonNull(engine, "engine is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
    this.errors = new ErrorPrinter(err, settings.screen(), settings.debug());
    this.goesOn = goesOn;
  }

  /** One that runs texts to their ends, past statements that fail. */
  public Shell ignoringErrors() {
    return new Shell(engine, settings, out, err, true);
  }

  /**
   * Runs one text to its end or its first failure, which is printed.
   *
   * @param interrupted whether the user has asked to stop
   */
  public ExitCode run(ScriptText script, BooleanSupplier interrupted) {
    failure = Optional.empty();
    try (ProgressPrinter progress = new ProgressPrinter(err, settings.screen().columns())) {
      return run(script, interrupted, progress);
    }
  }

  private ExitCode run(ScriptText script, BooleanSupplier interrupted, ProgressPrinter progress) {
    Results results = new Results(settings, out, note -> printNote(progress, note));
    try {
      engine.run(
          script,
          e -> {
            boolean isPassed = goesOn && !interrupted.getAsBoolean();
            if (isPassed) {
              progress.finish();
              tell(e.error(), e, script);
            }
            return isPassed;
          },
          new Listener(results, progress));
      results.finish();
      return failure.isEmpty() ? ExitCode.OK : ExitCode.STATEMENT_FAILED;
    } catch (ScriptException e) {
      progress.finish();
      tell(interrupted.getAsBoolean() ? Cancellation.told(e) : e.error(), e, script);
      return interrupted.getAsBoolean() ? ExitCode.INTERRUPTED : ExitCode.STATEMENT_FAILED;
    }
  }

  private void tell(QuernException told, ScriptException failed, ScriptText run) {
    failure = Optional.of(told);
    errors.print(told, failed.script(), run);
  }

  /** What the last text failed with; empty where it did not. */
  public Optional<QuernException> failure() {
    return failure;
  }

  private void printNote(ProgressPrinter progress, String note) {
    progress.finish();
    err.println("note: " + note);
  }

  /** Passes on what the engine tells. */
  private final class Listener implements Told {
    private final Results results;
    private final ProgressPrinter progress;

    Listener(Results results, ProgressPrinter progress) {
      this.results = requireNonNull(results, "results is null");
      this.progress = requireNonNull(progress, "progress is null");
    }

    @Override
    public void onResult(Result result) throws ScriptException {
      results.onResult(result);
    }

    @Override
    public void onNote(String note) {
      printNote(progress, note);
    }

    @Override
    public void onLine(String line) {
      err.println(line);
    }

    @Override
    public void onProgress(TrainingProgress event) {
      progress.onProgress(event);
    }
  }
}
