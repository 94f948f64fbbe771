package io.quern.cli.run;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import io.quern.cli.output.OutputSettings;
import io.quern.cli.output.Results;
import io.quern.cli.progress.ProgressPrinter;
import io.quern.planner.script.ScriptException;
import io.quern.planner.script.ScriptRunner;
import io.quern.planner.script.ScriptText;
import io.quern.planner.session.Notes;
import io.quern.planner.session.TrainingListeners;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.spark.sql.classic.SparkSession;

/**
 * Runs texts in one session: results to one stream; progress, notes and errors to the other. What
 * scripts and the prompt share. Confined to one thread.
 */
public final class Shell {
  private final SparkSession session;
  private final OutputSettings settings;
  private final PrintStream out;
  private final PrintStream err;
  private final ErrorPrinter errors;
  private final boolean goesOn;
  private Optional<QuernException> failure = Optional.empty();

  public Shell(SparkSession session, OutputSettings settings, PrintStream out, PrintStream err) {
    this(session, settings, out, err, false);
  }

  private Shell(
      SparkSession session,
      OutputSettings settings,
      PrintStream out,
      PrintStream err,
      boolean goesOn) {
    this.session = requireNonNull(session, "session is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
    this.errors = new ErrorPrinter(err, settings.screen(), settings.debug());
    this.goesOn = goesOn;
  }

  /** One that runs texts to their ends, past statements that fail. */
  public Shell ignoringErrors() {
    return new Shell(session, settings, out, err, true);
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
    try (var notes = Notes.listen(session, note -> printNote(progress, note));
        var trainings = TrainingListeners.register(session, progress)) {
      new ScriptRunner(session, results)
          .run(
              script,
              e -> {
                boolean isPassed = goesOn && !interrupted.getAsBoolean();
                if (isPassed) {
                  progress.finish();
                  tell(e.error(), e, script);
                }
                return isPassed;
              });
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
}
