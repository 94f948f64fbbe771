package io.quern.notebooks.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MessageCodecTest {
  private final MessageCodec codec = new MessageCodec(new Signer("hmac-sha256", "key"));

  private static Message message() {
    return new Message(
        List.of(new byte[] {0, 1, (byte) 0xFF}, new byte[0]),
        Json.object().put("msg_type", "execute_request"),
        Json.object(),
        Json.object(),
        Json.object().put("code", "select '😀'"),
        List.of(new byte[] {9, 8}));
  }

  @Test
  void signsAsTheSpecificationSays() {
    // The example of RFC 4231's kind that every implementation of HMAC-SHA256 has.
    byte[] signature =
        new Signer("hmac-sha256", "key")
            .sign(
                List.of(
                    "The quick brown fox ".getBytes(UTF_8),
                    "jumps over the lazy dog".getBytes(UTF_8)));
    assertThat(new String(signature, UTF_8))
        .isEqualTo("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
  }

  @Test
  void identitiesContentAndBuffersComeThrough() throws BadMessageException {
    Message read = codec.decode(codec.encode(message()));
    assertThat(read.type()).isEqualTo("execute_request");
    assertThat(read.content().path("code").asText()).isEqualTo("select '😀'");
    assertThat(read.identities()).containsExactly(new byte[] {0, 1, (byte) 0xFF}, new byte[0]);
    assertThat(read.buffers()).containsExactly(new byte[] {9, 8});
  }

  @Test
  void halfACharacterDoesNotStopAMessage() throws BadMessageException {
    Message half =
        new Message(
            List.of(),
            Json.object(),
            Json.object(),
            Json.object(),
            Json.object().put("code", "\uD83D"),
            List.of());
    assertThat(codec.decode(codec.encode(half)).content().path("code").asText())
        .isEqualTo("\uD83D");
  }

  @Test
  void refusesWhatIsSignedWithAnotherKeyOrChangedOnTheWay() {
    List<byte[]> forged = new MessageCodec(new Signer("hmac-sha256", "guess")).encode(message());
    assertThatThrownBy(() -> codec.decode(forged)).hasMessage("Its signature is wrong");
    List<byte[]> changed = new ArrayList<>(codec.encode(message()));
    changed.set(changed.size() - 2, "{\"code\":\"drop\"}".getBytes(UTF_8));
    assertThatThrownBy(() -> codec.decode(changed)).hasMessage("Its signature is wrong");
  }

  @Test
  void refusesWhatIsNoMessage() {
    assertThatThrownBy(() -> codec.decode(List.of(new byte[0]))).hasMessage("It has no delimiter");
    assertThatThrownBy(() -> codec.decode(codec.encode(message()).subList(0, 5)))
        .hasMessage("It has only 5 frames");
    Signer signer = new Signer("hmac-sha256", "key");
    List<byte[]> parts = List.of(text("{}"), text("{}"), text("[]"), text("{}"));
    List<byte[]> frames = new ArrayList<>(List.of(text("<IDS|MSG>"), signer.sign(parts)));
    frames.addAll(parts);
    assertThatThrownBy(() -> codec.decode(frames)).hasMessage("A part of it is no JSON object");
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void connectionFilesThatCannotBeServedAreRefused(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("connection.json");
    assertThatThrownBy(() -> ConnectionFile.read(file))
        .isInstanceOf(QuernException.class)
        .hasMessageStartingWith("Cannot read connection file '" + file + "'");
    Files.writeString(file, "{\"transport\": \"ipc\"}");
    assertThatThrownBy(() -> ConnectionFile.read(file))
        .hasMessage("Transport 'ipc' is not supported, only tcp is");
    Files.writeString(file, "{\"shell_port\": 0}");
    assertThatThrownBy(() -> ConnectionFile.read(file))
        .hasMessage("Invalid shell_port in the connection file: '0'")
        .extracting(e -> ((QuernException) e).code())
        .isEqualTo(ErrorCode.CONFIG);
    assertThatThrownBy(() -> new Signer("hmac-rot13", "key"))
        .hasMessage("Signature scheme 'hmac-rot13' is not supported");
  }
}
