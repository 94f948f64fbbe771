package io.quern.cli.engine;

import static java.util.Objects.requireNonNull;

import io.quern.cli.complete.Names;
import io.quern.cli.output.Result;
import io.quern.cli.output.ResultRows;
import io.quern.planner.script.ScriptException;
import io.quern.planner.script.ScriptRunner;
import io.quern.planner.script.ScriptText;
import io.quern.planner.script.StatementResult;
import io.quern.planner.session.Notes;
import io.quern.planner.session.TrainingListeners;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.spark.sql.classic.SparkSession;

/** A Spark session of this process, which is stopped with it. */
public final class LocalEngine implements Engine {
  private final SparkSession session;

  public LocalEngine(SparkSession session) {
    this.session = requireNonNull(session, "session is null");
  }

  public SparkSession session() {
    return session;
  }

  @Override
  public void enter(RunningWork work) {
    SparkSession.setActiveSession(session); // so far the active one of the starting thread only
    work.enter(session.sparkContext());
  }

  @Override
  public void run(ScriptText script, Predicate<ScriptException> goesOn, Told told)
      throws ScriptException {
    try (var notes = Notes.listen(session, told::onNote);
        var trainings = TrainingListeners.register(session, told)) {
      new ScriptRunner(session, result -> told.onResult(new LocalResult(result)))
          .run(script, goesOn);
    }
  }

  /** A result of this process. */
  public record LocalResult(StatementResult result) implements Result {
    @Override
    public void read(Consumer<ResultRows> reader) throws ScriptException {
      result.read(rows -> reader.accept(new SparkRows(rows)));
    }

    @Override
    public void compute() throws ScriptException {
      result.compute();
    }
  }

  @Override
  public Names names() {
    return new SessionNames(session);
  }

  @Override
  public void leaveQuietly() {
    session.sparkContext().setLogLevel("OFF");
  }

  @Override
  public void close() {
    session.stop();
  }
}
