package io.quern.notebooks.kernel;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quern.notebooks.display.MimeBundle;
import io.quern.notebooks.display.TrainingDisplays;
import io.quern.notebooks.protocol.Json;

/** What a cell shows, as messages that everybody sees; nothing of a silent one. Thread-safe. */
final class CellOutput implements TrainingDisplays.Sink {
  private final Request request;
  private final int number;
  private final boolean silent;

  /**
   * @param number of the cell, as it stands in brackets
   * @param silent whether nothing is to be seen
   */
  CellOutput(Request request, int number, boolean silent) {
    this.request = requireNonNull(request, "request is null");
    this.number = number;
    this.silent = silent;
  }

  boolean isSilent() {
    return silent;
  }

  void input(String code) {
    publish("execute_input", Json.object().put("code", code).put("execution_count", number));
  }

  void note(String note) {
    publish("stream", Json.object().put("name", "stderr").put("text", "note: " + note + "\n"));
  }

  /** What a statement before the last returns. */
  void display(MimeBundle bundle) {
    publish("display_data", content(bundle));
  }

  /** What the last statement returns, and with it the cell. */
  void result(MimeBundle bundle) {
    publish("execute_result", content(bundle).put("execution_count", number));
  }

  @Override
  public void show(String displayId, MimeBundle bundle) {
    publish("display_data", identified(displayId, bundle));
  }

  @Override
  public void update(String displayId, MimeBundle bundle) {
    publish("update_display_data", identified(displayId, bundle));
  }

  void failure(CellFailure failure) {
    publish("error", failure.content());
  }

  private static ObjectNode identified(String displayId, MimeBundle bundle) {
    return content(bundle).set("transient", Json.object().put("display_id", displayId));
  }

  private static ObjectNode content(MimeBundle bundle) {
    ObjectNode content = Json.object();
    content.set("data", Bundles.json(bundle));
    content.set("metadata", Json.object());
    return content;
  }

  private void publish(String type, ObjectNode content) {
    if (!silent) {
      request.publish(type, content);
    }
  }
}
