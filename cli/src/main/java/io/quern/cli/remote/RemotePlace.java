package io.quern.cli.remote;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.parser.Statement;
import io.quern.planner.script.ScriptException;
import io.quern.planner.script.ScriptText;

/** Where a statement stands, to tell its failures with places of the script as typed. */
record RemotePlace(ScriptText script, Statement statement) {
  RemotePlace {
    requireNonNull(script, "script is null");
    requireNonNull(statement, "statement is null");
  }

  /**
   * The failure with its place in the script; where it has none, that of the statement. A place in
   * a script that the server includes is not one of this text.
   */
  ScriptException failure(QuernException e) {
    SourcePosition place =
        e.position()
            .map(position -> position.within(statement.position()))
            .orElse(statement.position());
    return new ScriptException(e.at(place), script);
  }
}
