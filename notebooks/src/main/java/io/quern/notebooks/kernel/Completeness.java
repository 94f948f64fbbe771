package io.quern.notebooks.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quern.api.QuernException;
import io.quern.notebooks.protocol.Json;
import io.quern.parser.DialectParser;
import io.quern.parser.Ownership;
import io.quern.parser.Script;
import io.quern.parser.Statement;
import io.quern.parser.StatementSplitter;

/**
 * Whether Enter in a console runs what is typed, decided as at Quern's own prompt: a text is
 * complete where it ends with a semicolon outside of quotes, comments and blocks.
 */
final class Completeness implements Handler {
  private static final String VARIABLE = "${";

  @Override
  public void handle(Request request) {
    Script script = StatementSplitter.scan(request.content().path("code").asText());
    String status =
        script.ending() != Script.Ending.TERMINATED
            ? "incomplete"
            : script.statements().stream().allMatch(Completeness::isPossible)
                ? "complete"
                : "invalid";
    ObjectNode content = Json.object().put("status", status);
    if (status.equals("incomplete")) {
      content.put("indent", "");
    }
    request.reply(content);
  }

  /** Only the dialect's own statements are looked at: Spark's parser may not be there yet. */
  private static boolean isPossible(Statement statement) {
    if (!Ownership.of(statement.text()).isOurs() || statement.text().contains(VARIABLE)) {
      return true;
    }
    try {
      DialectParser.parse(statement.text());
      return true;
    } catch (QuernException e) {
      return false;
    }
  }
}
