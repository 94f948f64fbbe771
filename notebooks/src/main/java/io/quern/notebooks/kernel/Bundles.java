package io.quern.notebooks.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quern.notebooks.display.MimeBundle;
import io.quern.notebooks.protocol.Json;
import java.util.TreeMap;

/** What is shown, as the protocol has it. */
final class Bundles {
  private Bundles() {}

  static ObjectNode json(MimeBundle bundle) {
    ObjectNode json = Json.object();
    new TreeMap<>(bundle.forms()).forEach(json::put);
    return json;
  }
}
