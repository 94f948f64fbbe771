package io.quern.notebooks.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/** Makes the messages of one kernel. Thread-safe. */
public final class MessageFactory {
  /** Of the protocol. */
  public static final String VERSION = "5.5";

  private final String session = UUID.randomUUID().toString();

  /** The reply to {@code request}, for whoever has sent it. */
  public Message reply(Message request, String type, ObjectNode content) {
    return message(request.identities(), type, request.header(), content);
  }

  /**
   * Something to publish.
   *
   * @param parent header of the request that it comes from; empty where it comes from none
   */
  public Message publication(String type, ObjectNode parent, ObjectNode content) {
    return message(List.of(("quern." + type).getBytes(UTF_8)), type, parent, content);
  }

  /** What a new subscriber hears first: from now on it misses nothing. */
  Message welcome(byte[] subscription) {
    ObjectNode content = Json.object().put("subscription", new String(subscription, UTF_8));
    return message(List.of(subscription), "iopub_welcome", Json.object(), content);
  }

  private Message message(
      List<byte[]> identities, String type, ObjectNode parent, ObjectNode content) {
    ObjectNode header =
        Json.object()
            .put("msg_id", UUID.randomUUID().toString())
            .put("session", session)
            .put("username", "quern")
            .put("date", now())
            .put("msg_type", type)
            .put("version", VERSION);
    return new Message(identities, header, parent, Json.object(), content, List.of());
  }

  private static String now() {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.UTC));
  }
}
