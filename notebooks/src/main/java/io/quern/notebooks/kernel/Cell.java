package io.quern.notebooks.kernel;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.cli.engine.SparkRows;
import io.quern.cli.run.Cancellation;
import io.quern.notebooks.display.Ending;
import io.quern.notebooks.display.MimeBundle;
import io.quern.notebooks.display.ResultDisplay;
import io.quern.notebooks.display.TrainingDisplays;
import io.quern.parser.Script;
import io.quern.parser.Statement;
import io.quern.parser.StatementSplitter;
import io.quern.planner.script.ScriptException;
import io.quern.planner.script.ScriptListener;
import io.quern.planner.script.ScriptRunner;
import io.quern.planner.script.ScriptText;
import io.quern.planner.script.StatementResult;
import io.quern.planner.session.Notes;
import io.quern.planner.session.TrainingListeners;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.spark.sql.classic.SparkSession;

/**
 * One cell: its statements in order, and what each shows. Confined to one thread; trainings report
 * from theirs.
 */
final class Cell implements ScriptListener {
  /** How many rows of a result a notebook shows. */
  private static final String ROWS = "spark.quern.notebook.rows";

  private static final int DEFAULT_ROWS = 20;

  private final SparkSession session;
  private final ScriptText script;
  private final CellOutput output;
  private final TrainingDisplays trainings;

  Cell(SparkSession session, String code, CellOutput output) {
    this.session = requireNonNull(session, "session is null");
    this.script = new ScriptText("cell", code);
    this.output = requireNonNull(output, "output is null");
    this.trainings = new TrainingDisplays(output);
  }

  /**
   * Runs it to its end or its first failure, which is returned.
   *
   * @param interrupted whether the user has asked to stop
   */
  Optional<CellFailure> run(BooleanSupplier interrupted) {
    try (trainings;
        var notes = Notes.listen(session, output::note);
        var listening = TrainingListeners.register(session, trainings)) {
      new ScriptRunner(session, this).run(script);
      trainings.end(Ending.DONE);
      return Optional.empty();
    } catch (ScriptException e) {
      QuernException told = interrupted.getAsBoolean() ? Cancellation.told(e) : e.error();
      trainings.end(told.code() == ErrorCode.CANCELLED ? Ending.CANCELLED : Ending.FAILED);
      return Optional.of(CellFailure.of(told, e.script(), script));
    }
  }

  @Override
  public void onResult(StatementResult result) throws ScriptException {
    trainings.end(Ending.DONE);
    if (output.isSilent()) {
      result.compute();
    } else {
      result.read(rows -> show(result, ResultDisplay.of(new SparkRows(rows), rowsShown())));
    }
  }

  private void show(StatementResult result, MimeBundle bundle) {
    if (isLast(result)) {
      output.result(bundle);
    } else {
      output.display(bundle);
    }
  }

  private boolean isLast(StatementResult result) {
    Script split = StatementSplitter.scan(script.text());
    List<Statement> statements = split.statements();
    return result.script().equals(script)
        && result.position().equals(statements.get(statements.size() - 1).position());
  }

  private int rowsShown() {
    String asked = session.conf().get(ROWS, Integer.toString(DEFAULT_ROWS));
    try {
      return Math.max(1, Integer.parseInt(asked.strip()));
    } catch (NumberFormatException e) {
      throw new QuernException(
          ErrorCode.CONFIG, "Invalid " + ROWS + ": '" + asked + "', a whole number is expected");
    }
  }
}
