package io.quern.planner.script;

import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.parser.Statement;
import io.quern.parser.SubstitutedText;
import io.quern.planner.session.SparkErrors;
import org.apache.spark.sql.classic.SparkSession;

/**
 * Where a statement stands, to tell its failures with places of the script as typed.
 *
 * @param text what Spark is given, and where each piece of it comes from
 */
record StatementPlace(
    SparkSession session, ScriptText script, Statement statement, SubstitutedText text) {

  /** The failure with its place in the script; where it has none, that of the statement. */
  ScriptException failure(Throwable e) {
    QuernException error = SparkErrors.translate(e, session);
    SourcePosition place =
        error
            .position()
            .or(() -> RuntimePlace.of(e, text.text()))
            .map(position -> text.typed(position).within(statement.position()))
            .orElse(statement.position());
    return new ScriptException(error.at(place), script);
  }
}
