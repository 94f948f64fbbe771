package io.quern.planner.script;

import static java.util.Objects.requireNonNull;

import io.quern.api.SourcePosition;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The result of one statement. A query's rows are computed when, and as often as, it is read. */
public final class StatementResult {
  private final Dataset<Row> rows;
  private final StatementPlace place;
  private final boolean isView;

  StatementResult(Dataset<Row> rows, StatementPlace place, boolean isView) {
    this.rows = requireNonNull(rows, "rows is null");
    this.place = requireNonNull(place, "place is null");
    this.isView = isView;
  }

  /** The text that the statement stands in: the script that was run, or one that it includes. */
  public ScriptText script() {
    return place.script();
  }

  /** Where in {@link #script()} the statement begins. */
  public SourcePosition position() {
    return place.statement().position();
  }

  /**
   * Hands the rows to {@code reader}.
   *
   * @throws ScriptException what fails while reading, told with the statement's place
   */
  public void read(Consumer<Dataset<Row>> reader) throws ScriptException {
    try {
      reader.accept(rows);
    } catch (Throwable e) { // Spark throws checked exceptions that Scala does not declare
      throw place.failure(e);
    }
  }

  /**
   * Computes rows that nobody reads, so that a failure is not missed. A view's are left alone, for
   * who reads it will see.
   */
  public void compute() throws ScriptException {
    if (!isView) {
      read(computed -> computed.write().format("noop").mode("overwrite").save());
    }
  }
}
