package io.quern.notebooks.kernel;

import io.quern.notebooks.protocol.Json;
import java.util.Map;

/** Widgets talk to kernels through comms; here nobody would answer them. */
final class Comms {
  private Comms() {}

  static Map<String, Handler> handlers() {
    return Map.of(
        "comm_info_request",
        Comms::info,
        "comm_open",
        Comms::refuse,
        "comm_msg",
        request -> {},
        "comm_close",
        request -> {});
  }

  private static void info(Request request) {
    request.reply(Replies.ok().set("comms", Json.object()));
  }

  /** Whoever opens one is told at once that it is closed, and does not wait. */
  private static void refuse(Request request) {
    request.publish(
        "comm_close",
        Json.object()
            .put("comm_id", request.content().path("comm_id").asText())
            .set("data", Json.object()));
  }
}
