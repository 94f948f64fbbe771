package io.quern.notebooks.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quern.cli.session.Versions;
import io.quern.notebooks.protocol.Json;
import io.quern.notebooks.protocol.MessageFactory;

/** Who this kernel is. */
final class KernelInfo implements Handler {
  @Override
  public void handle(Request request) {
    ObjectNode content =
        Replies.ok()
            .put("protocol_version", MessageFactory.VERSION)
            .put("implementation", "quern")
            .put("implementation_version", Versions.quern())
            .put("banner", "Quern " + Versions.quern() + " on Spark " + Versions.spark());
    content.set("language_info", language());
    content.set("help_links", Json.array());
    content.set("supported_features", Json.array());
    request.reply(content);
  }

  private static ObjectNode language() {
    return Json.object()
        .put("name", "sql")
        .put("version", Versions.spark())
        .put("mimetype", "text/x-sql")
        .put("file_extension", ".sql")
        .put("pygments_lexer", "sql")
        .put("codemirror_mode", "sql");
  }
}
