package io.quern.notebooks.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Messages as ZeroMQ's frames: identities, {@code <IDS|MSG>}, signature, header, parent header,
 * metadata, content, buffers. Thread-safe.
 */
public final class MessageCodec {
  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(UTF_8);

  /** Header, parent header, metadata and content. */
  private static final int PARTS = 4;

  private final Signer signer;

  public MessageCodec(Signer signer) {
    this.signer = requireNonNull(signer, "signer is null");
  }

  /** The frames of {@code message}, signed. */
  public List<byte[]> encode(Message message) {
    List<byte[]> parts =
        List.of(
            bytes(message.header()),
            bytes(message.parent()),
            bytes(message.metadata()),
            bytes(message.content()));
    List<byte[]> frames = new ArrayList<>(message.identities());
    frames.add(DELIMITER);
    frames.add(signer.sign(parts));
    frames.addAll(parts);
    frames.addAll(message.buffers());
    return frames;
  }

  /**
   * The message that {@code frames} are; its signature is checked before anything of it is read.
   *
   * @throws BadMessageException where they are none
   */
  public Message decode(List<byte[]> frames) throws BadMessageException {
    int delimiter =
        IntStream.range(0, frames.size())
            .filter(i -> Arrays.equals(frames.get(i), DELIMITER))
            .findFirst()
            .orElseThrow(() -> new BadMessageException("It has no delimiter"));
    int first = delimiter + 2;
    if (frames.size() < first + PARTS) {
      throw new BadMessageException("It has only " + frames.size() + " frames");
    }
    List<byte[]> parts = frames.subList(first, first + PARTS);
    if (!signer.isSignature(frames.get(delimiter + 1), parts)) {
      throw new BadMessageException("Its signature is wrong");
    }
    return new Message(
        frames.subList(0, delimiter),
        object(parts.get(0)),
        object(parts.get(1)),
        object(parts.get(2)),
        object(parts.get(3)),
        frames.subList(first + PARTS, frames.size()));
  }

  private static byte[] bytes(ObjectNode json) {
    try {
      return Json.MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode object(byte[] bytes) throws BadMessageException {
    try {
      JsonNode json = Json.MAPPER.readTree(bytes);
      if (json instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      throw new BadMessageException("It is no JSON: " + e.getMessage(), e);
    }
    throw new BadMessageException("A part of it is no JSON object");
  }
}
