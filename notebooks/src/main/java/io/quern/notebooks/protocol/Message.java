package io.quern.notebooks.protocol;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A message, in either direction.
 *
 * @param identities the frames in front of the delimiter: who sent it, or, where it is published,
 *     its topic
 * @param parent the header of the request that it belongs to; empty for a request
 * @param buffers what follows the JSON, as it is
 */
public record Message(
    List<byte[]> identities,
    ObjectNode header,
    ObjectNode parent,
    ObjectNode metadata,
    ObjectNode content,
    List<byte[]> buffers) {
  public Message {
    identities = List.copyOf(identities);
    requireNonNull(header, "header is null");
    requireNonNull(parent, "parent is null");
    requireNonNull(metadata, "metadata is null");
    requireNonNull(content, "content is null");
    buffers = List.copyOf(buffers);
  }

  public String type() {
    return header.path("msg_type").asText();
  }
}
