package io.quern.notebooks.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quern.notebooks.protocol.Json;

/** How the contents of replies begin. */
final class Replies {
  private Replies() {}

  static ObjectNode object() {
    return Json.object();
  }

  static ObjectNode ok() {
    return object().put("status", "ok");
  }

  static ObjectNode aborted() {
    return object().put("status", "aborted");
  }

  static ObjectNode error(CellFailure failure) {
    ObjectNode content = object().put("status", "error");
    content.setAll(failure.content());
    return content;
  }
}
