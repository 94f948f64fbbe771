package io.quern.notebooks.kernel;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quern.cli.engine.SparkRows;
import io.quern.notebooks.display.MimeBundle;
import io.quern.notebooks.display.ResultDisplay;
import io.quern.notebooks.protocol.Json;
import io.quern.planner.script.ScriptException;
import io.quern.planner.script.ScriptRunner;
import io.quern.planner.script.ScriptText;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;

/**
 * Expressions that a front end wants to know once a cell has run: those of SQL, each as the one row
 * of a query without a table.
 */
final class UserExpressions {
  private static final String SELECT = "select ";

  private final SparkSession session;

  UserExpressions(SparkSession session) {
    this.session = requireNonNull(session, "session is null");
  }

  /**
   * The value of each, or its error.
   *
   * @param expressions by name; anything but an object has none
   */
  ObjectNode values(JsonNode expressions) {
    ObjectNode values = Json.object();
    expressions
        .properties()
        .forEach(expression -> values.set(expression.getKey(), value(expression.getValue())));
    return values;
  }

  private ObjectNode value(JsonNode expression) {
    ScriptText query = new ScriptText("expression", SELECT + expression.asText());
    ObjectNode value = Replies.ok();
    value.set("metadata", Json.object());
    try {
      new ScriptRunner(
              session,
              result -> result.read(rows -> value.set("data", Bundles.json(display(rows)))))
          .run(query);
      return value;
    } catch (ScriptException e) {
      return Replies.error(CellFailure.of(e.error(), e.script(), query));
    }
  }

  private static MimeBundle display(Dataset<Row> rows) {
    return ResultDisplay.of(new SparkRows(rows), 1);
  }
}
