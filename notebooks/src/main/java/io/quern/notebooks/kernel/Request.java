package io.quern.notebooks.kernel;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quern.notebooks.protocol.Channel;
import io.quern.notebooks.protocol.Message;
import io.quern.notebooks.protocol.MessageFactory;
import io.quern.notebooks.protocol.Wire;

/**
 * One request, and the way back. All that it causes carries its header as parent, whatever other
 * requests are served meanwhile, and its reply leaves by the channel that it came by. Thread-safe.
 */
final class Request {
  private static final String REQUEST = "_request";
  private static final String REPLY = "_reply";

  private final Channel channel;
  private final Message message;
  private final MessageFactory messages;
  private final Wire wire;

  Request(Channel channel, Message message, MessageFactory messages, Wire wire) {
    this.channel = requireNonNull(channel, "channel is null");
    this.message = requireNonNull(message, "message is null");
    this.messages = requireNonNull(messages, "messages is null");
    this.wire = requireNonNull(wire, "wire is null");
  }

  String type() {
    return message.type();
  }

  ObjectNode content() {
    return message.content();
  }

  void reply(ObjectNode content) {
    String type = type().replace(REQUEST, REPLY);
    wire.send(channel, messages.reply(message, type, content));
  }

  /** Tells everybody who listens. */
  void publish(String type, ObjectNode content) {
    wire.send(Channel.IOPUB, messages.publication(type, message.header(), content));
  }

  /** Whether the kernel is {@code busy} with this request, or {@code idle} again. */
  void publishState(String state) {
    publish("status", Replies.object().put("execution_state", state));
  }
}
