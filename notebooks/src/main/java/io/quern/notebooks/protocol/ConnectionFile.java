package io.quern.notebooks.protocol;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where a front end looks for the kernel's five sockets, and the secret that both sign with.
 *
 * @param ip address to bind
 * @param key of the signatures; empty where messages are not signed
 */
public record ConnectionFile(
    String ip,
    int shellPort,
    int controlPort,
    int iopubPort,
    int stdinPort,
    int heartbeatPort,
    String signatureScheme,
    String key) {
  public ConnectionFile {
    requireNonNull(ip, "ip is null");
    requireNonNull(signatureScheme, "signatureScheme is null");
    requireNonNull(key, "key is null");
  }

  /**
   * Reads what the front end has written.
   *
   * @throws QuernException CONFIG, where that is not what a kernel can be reached by
   */
  public static ConnectionFile read(Path file) {
    JsonNode json;
    try {
      json = Json.MAPPER.readTree(file.toFile());
    } catch (IOException e) {
      throw new QuernException(
          ErrorCode.CONFIG, "Cannot read connection file '" + file + "': " + e.getMessage(), e);
    }
    String transport = json.path("transport").asText("tcp");
    if (!transport.equals("tcp")) {
      throw new QuernException(
          ErrorCode.CONFIG, "Transport '" + transport + "' is not supported, only tcp is");
    }
    return new ConnectionFile(
        json.path("ip").asText("127.0.0.1"),
        port(json, "shell_port"),
        port(json, "control_port"),
        port(json, "iopub_port"),
        port(json, "stdin_port"),
        port(json, "hb_port"),
        json.path("signature_scheme").asText("hmac-sha256"),
        json.path("key").asText(""));
  }

  private static int port(JsonNode json, String name) {
    int port = json.path(name).asInt();
    if (port < 1 || port > 65_535) {
      throw new QuernException(
          ErrorCode.CONFIG,
          "Invalid " + name + " in the connection file: '" + json.path(name).asText() + "'");
    }
    return port;
  }

  String endpoint(int port) {
    return "tcp://" + ip + ":" + port;
  }
}
