package io.quern.notebooks.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.quern.notebooks.protocol.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What has been run since the kernel started. Confined to the shell's thread. */
final class History implements Handler {
  /** There is one session, that of this process. */
  private static final int SESSION = 1;

  /** What the protocol leaves open: enough for a console. */
  private static final int DEFAULT_TAIL = 1000;

  private final List<Entry> entries = new ArrayList<>();

  private record Entry(int line, String code) {}

  /** A cell is about to run. */
  void add(int line, String code) {
    entries.add(new Entry(line, code));
  }

  @Override
  public void handle(Request request) {
    JsonNode asked = request.content();
    List<Entry> found =
        switch (asked.path("hist_access_type").asText()) {
          case "range" -> range(asked);
          case "search" -> search(asked);
          default -> tail(entries, asked);
        };
    boolean withOutput = asked.path("output").asBoolean();
    ArrayNode history = Json.array();
    found.forEach(entry -> history.add(json(entry, withOutput)));
    request.reply(Replies.ok().set("history", history));
  }

  private static List<Entry> tail(List<Entry> all, JsonNode asked) {
    int most = Math.max(0, asked.path("n").asInt(DEFAULT_TAIL));
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  /** From a line up to another, without it; session 0 is the present one, -1 the one before. */
  private List<Entry> range(JsonNode asked) {
    int session = asked.path("session").asInt(0);
    if (session != 0 && session != SESSION) {
      return List.of();
    }
    int start = asked.path("start").asInt(0);
    int stop = asked.path("stop").asInt(Integer.MAX_VALUE);
    return entries.stream().filter(entry -> entry.line >= start && entry.line < stop).toList();
  }

  private List<Entry> search(JsonNode asked) {
    Pattern pattern = glob(asked.path("pattern").asText("*"));
    List<Entry> found =
        entries.stream().filter(entry -> pattern.matcher(entry.code).matches()).toList();
    return tail(asked.path("unique").asBoolean() ? newestOfEach(found) : found, asked);
  }

  private static List<Entry> newestOfEach(List<Entry> found) {
    Map<String, Entry> newest = new LinkedHashMap<>();
    for (Entry entry : found) {
      newest.remove(entry.code);
      newest.put(entry.code, entry);
    }
    return List.copyOf(newest.values());
  }

  /** {@code *} is any text, {@code ?} any character. */
  private static Pattern glob(String pattern) {
    StringBuilder regex = new StringBuilder();
    pattern
        .codePoints()
        .forEach(
            c ->
                regex.append(
                    switch (c) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(c));
                    }));
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static ArrayNode json(Entry entry, boolean withOutput) {
    ArrayNode json = Json.array().add(SESSION).add(entry.line);
    return withOutput
        ? json.add(Json.array().add(entry.code).addNull()) // what came of it is not kept
        : json.add(entry.code);
  }
}
