package io.quern.notebooks.kernel;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quern.cli.complete.Completion;
import io.quern.cli.complete.Proposal;
import io.quern.cli.complete.StatementCompletion;
import io.quern.notebooks.protocol.Json;
import io.quern.planner.catalog.Trainable;
import java.util.Locale;

/** Completes what is typed, as the prompt does. */
final class Completions implements Handler {
  /** Where JupyterLab looks for more than the text of a proposal. */
  private static final String TYPES = "_jupyter_types_experimental";

  private final StatementCompletion completion;

  Completions(KernelSession session) {
    requireNonNull(session, "session is null");
    completion = new StatementCompletion(session::names, Trainable::all);
  }

  @Override
  public void handle(Request request) {
    String code = request.content().path("code").asText();
    int cursor =
        CodePoints.toOffset(code, request.content().path("cursor_pos").asInt(Integer.MAX_VALUE));
    Completion found = completion.complete(code, cursor);
    int start = CodePoints.ofOffset(code, found.start());
    int end = CodePoints.ofOffset(code, cursor);
    ArrayNode matches = Json.array();
    ArrayNode types = Json.array();
    for (Proposal proposal : found.proposals()) {
      matches.add(proposal.text());
      types.add(typed(proposal, start, end));
    }
    ObjectNode content = Replies.ok().put("cursor_start", start).put("cursor_end", end);
    content.set("matches", matches);
    content.set("metadata", Json.object().set(TYPES, types));
    request.reply(content);
  }

  private static ObjectNode typed(Proposal proposal, int start, int end) {
    return Json.object()
        .put("start", start)
        .put("end", end)
        .put("text", proposal.text())
        .put("type", proposal.group().name().toLowerCase(Locale.ROOT))
        .put("signature", proposal.description());
  }
}
