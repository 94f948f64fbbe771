package io.quern.cli;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.planner.script.ScriptException;
import io.quern.planner.script.ScriptRunner;
import io.quern.planner.script.ScriptText;
import io.quern.planner.session.Notes;
import io.quern.planner.session.TrainingListeners;
import java.io.PrintStream;
import java.util.function.BooleanSupplier;
import org.apache.spark.sql.classic.SparkSession;

/**
 * Runs texts in one session: results to one stream; progress, notes and errors to the other. What
 * scripts and the prompt share. Confined to one thread.
 */
final class Shell {
  private final SparkSession session;
  private final OutputSettings settings;
  private final PrintStream out;
  private final PrintStream err;
  private final ErrorPrinter errors;

  Shell(SparkSession session, OutputSettings settings, PrintStream out, PrintStream err) {
    this.session = requireNonNull(session, "session is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
    this.errors = new ErrorPrinter(err, settings.debug());
  }

  /**
   * Runs one text to its end or its first failure, which is printed.
   *
   * @param interrupted whether the user has asked to stop
   */
  ExitCode run(ScriptText script, BooleanSupplier interrupted) {
    ProgressPrinter progress = new ProgressPrinter(err, settings.terminalColumns());
    Results results = new Results(out, settings.format(), settings.allResults());
    try (var notes = Notes.listen(session, note -> printNote(progress, note));
        var trainings = TrainingListeners.register(session, progress)) {
      new ScriptRunner(session, results).run(script);
      results.finish();
      return ExitCode.OK;
    } catch (ScriptException e) {
      progress.finish();
      QuernException told = interrupted.getAsBoolean() ? cancelled(e) : e.error();
      errors.print(told, e.script(), script);
      return interrupted.getAsBoolean() ? ExitCode.INTERRUPTED : ExitCode.STATEMENT_FAILED;
    } finally {
      progress.finish();
    }
  }

  private void printNote(ProgressPrinter progress, String note) {
    progress.finish();
    err.println("note: " + note);
  }

  /** What a cancelled statement fails with is by chance: whatever was going on. */
  private static QuernException cancelled(ScriptException failure) {
    QuernException error = failure.error();
    if (error.code() == ErrorCode.CANCELLED) {
      return error;
    }
    QuernException cancelled =
        new QuernException(ErrorCode.CANCELLED, "The statement was cancelled", failure);
    return error.position().map(cancelled::at).orElse(cancelled);
  }
}
