package io.quern.planner.script;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.parser.DialectParser;
import io.quern.parser.Ownership;
import io.quern.parser.Statement;
import io.quern.parser.StatementKind;
import io.quern.parser.SubstitutedText;
import io.quern.parser.tree.SqlTrain;
import io.quern.planner.command.ResultView;
import io.quern.planner.session.Notes;
import io.quern.planner.session.SessionVariables;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;

/**
 * Runs scripts in a session: REPL, files, JDBC and notebooks all come through here. Stops at the
 * first failure, unless told to go on. Confined to one thread at a time.
 */
public final class ScriptRunner {
  private final SparkSession session;
  private final ScriptListener listener;
  private final TrailingView trailingView;
  private final Includes includes = new Includes();

  public ScriptRunner(SparkSession session, ScriptListener listener) {
    this.session = requireNonNull(session, "session is null");
    this.listener = requireNonNull(listener, "listener is null");
    this.trailingView = new TrailingView(session);
  }

  /**
   * Runs every statement of {@code script} in order.
   *
   * @throws ScriptException at the first statement that fails
   */
  public void run(ScriptText script) throws ScriptException {
    run(script, failure -> false);
  }

  /**
   * The same, if need be also behind a statement that fails.
   *
   * @param goesOn is told each failure and says whether the next statement runs
   * @throws ScriptException the failure that nothing follows
   */
  public void run(ScriptText script, Predicate<ScriptException> goesOn) throws ScriptException {
    StatementLoop.run(script, goesOn, statement -> run(script, statement));
  }

  private void run(ScriptText script, Statement statement) throws ScriptException {
    SubstitutedText text = substitute(script, statement);
    StatementPlace place = new StatementPlace(session, script, statement, text);
    if (Ownership.of(text.text()) == StatementKind.INCLUDE) {
      runIncluded(place);
    } else {
      Optional<StatementResult> result = told(place, () -> execute(text.text(), place));
      if (result.isPresent()) {
        listener.onResult(result.get());
      }
    }
  }

  /** What {@code work} returns; a failure is told with the statement's place. */
  private static <T> T told(StatementPlace place, Supplier<T> work) throws ScriptException {
    try {
      requireNotInterrupted();
      return work.get();
    } catch (Throwable e) { // Spark throws checked exceptions that Scala does not declare
      throw place.failure(e);
    }
  }

  /** Not every statement looks; a cancelled script must not run on past those that do not. */
  private static void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new QuernException(ErrorCode.CANCELLED, "The script was cancelled");
    }
  }

  private SubstitutedText substitute(ScriptText script, Statement statement)
      throws ScriptException {
    try {
      return SessionVariables.of(session).substitute(statement.text());
    } catch (QuernException e) {
      QuernException placed = e.position().map(p -> e.at(p.within(statement.position()))).orElse(e);
      throw new ScriptException(placed, script);
    }
  }

  private void runIncluded(StatementPlace place) throws ScriptException {
    ScriptText included = told(place, () -> includes.open(place.text().text(), session));
    try {
      run(included);
    } finally {
      includes.close();
    }
  }

  /** What the statement returns; empty where it has no columns, or only names or sets something. */
  private Optional<StatementResult> execute(String text, StatementPlace place) {
    Optional<SetVariable> variable = SetVariable.of(text);
    if (variable.isPresent()) {
      session.conf().set(variable.get().name(), variable.get().value());
      return Optional.empty();
    }
    TrailingView.Reading reading = trailingView.read(text);
    Dataset<Row> result = session.sql(reading.query());
    reading.shadowed().ifPresent(this::tellShadowed);
    if (reading.view().isEmpty()) {
      return result.schema().isEmpty()
          ? Optional.empty()
          : Optional.of(new StatementResult(result, place, isNamedPrediction(text)));
    }
    String view = reading.view().get();
    result.createOrReplaceTempView(ResultView.quoted(view));
    if (!reading.isAlsoAlias()) {
      return Optional.empty();
    }
    Notes.post(
        session,
        "'%s' can be an alias of the last relation, so the rows are shown; they are view '%s' too"
            .formatted(view, view));
    return Optional.of(new StatementResult(result, place, true));
  }

  private void tellShadowed(String alias) {
    Notes.post(
        session,
        "'%s' is taken for an alias of the last relation; table '%s' stays as it is"
            .formatted(alias, alias));
  }

  private static boolean isNamedPrediction(String text) {
    return Ownership.of(text) == StatementKind.PREDICT
        && ((SqlTrain) DialectParser.parse(text)).output().isPresent();
  }
}
