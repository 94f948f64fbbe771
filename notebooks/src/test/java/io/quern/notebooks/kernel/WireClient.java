package io.quern.notebooks.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quern.notebooks.protocol.BadMessageException;
import io.quern.notebooks.protocol.ConnectionFile;
import io.quern.notebooks.protocol.Json;
import io.quern.notebooks.protocol.Message;
import io.quern.notebooks.protocol.MessageCodec;
import io.quern.notebooks.protocol.Signer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A front end, reduced to its sockets. Whatever does not come in time fails the test. */
final class WireClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final ZContext context = new ZContext();
  private final MessageCodec codec;
  private final ZMQ.Socket shell;
  private final ZMQ.Socket control;
  private final ZMQ.Socket iopub;
  private final ZMQ.Socket heartbeat;

  WireClient(ConnectionFile connection) {
    codec = new MessageCodec(new Signer(connection.signatureScheme(), connection.key()));
    shell = connected(SocketType.DEALER, connection.shellPort());
    control = connected(SocketType.DEALER, connection.controlPort());
    heartbeat = connected(SocketType.REQ, connection.heartbeatPort());
    iopub = connected(SocketType.SUB, connection.iopubPort());
    iopub.subscribe(new byte[0]);
  }

  private ZMQ.Socket connected(SocketType type, int port) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setReceiveTimeOut(PATIENCE_MILLIS);
    socket.setLinger(0);
    socket.connect("tcp://127.0.0.1:" + port);
    return socket;
  }

  /** Free ports, and the key {@code secret}. */
  static ConnectionFile connection() throws IOException {
    List<ServerSocket> taken = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    }
    List<Integer> ports = taken.stream().map(ServerSocket::getLocalPort).toList();
    for (ServerSocket socket : taken) {
      socket.close();
    }
    return new ConnectionFile(
        "127.0.0.1",
        ports.get(0),
        ports.get(1),
        ports.get(2),
        ports.get(3),
        ports.get(4),
        "hmac-sha256",
        "secret");
  }

  /** Sends a request on the shell's channel; its id is returned. */
  String ask(String type, ObjectNode content) {
    return send(shell, codec, type, content);
  }

  /** The same on the control channel. */
  String command(String type, ObjectNode content) {
    return send(control, codec, type, content);
  }

  /** The same on the shell's channel, by somebody who does not know the key. */
  void forge(String type, ObjectNode content) {
    send(shell, new MessageCodec(new Signer("hmac-sha256", "guess")), type, content);
  }

  /** Frames that are no message. */
  void disturb() {
    shell.sendMore("no delimiter".getBytes(UTF_8));
    shell.send(new byte[] {1, 2, 3});
  }

  String execute(String code) {
    return ask("execute_request", Json.object().put("code", code).put("stop_on_error", true));
  }

  private static String send(
      ZMQ.Socket socket, MessageCodec codec, String type, ObjectNode content) {
    String id = UUID.randomUUID().toString();
    ObjectNode header =
        Json.object()
            .put("msg_id", id)
            .put("session", "test")
            .put("username", "tester")
            .put("date", "2026-01-01T00:00:00Z")
            .put("msg_type", type)
            .put("version", "5.5");
    List<byte[]> frames =
        codec.encode(
            new Message(List.of(), header, Json.object(), Json.object(), content, List.of()));
    for (int i = 0; i < frames.size(); i++) {
      socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
    }
    return id;
  }

  Message reply() {
    return receive(shell);
  }

  Message controlReply() {
    return receive(control);
  }

  Message published() {
    return receive(iopub);
  }

  /** What is published of the request with that id, up to the kernel's being idle again. */
  List<Message> publishedOf(String id) {
    List<Message> found = new ArrayList<>();
    while (true) {
      Message message = published();
      if (!message.parent().path("msg_id").asText().equals(id)) {
        continue;
      }
      found.add(message);
      if (message.content().path("execution_state").asText().equals("idle")) {
        return found;
      }
    }
  }

  /** Waits for a message of the request with that id. */
  JsonNode awaitPublished(String id, String type) {
    while (true) {
      Message message = published();
      if (message.parent().path("msg_id").asText().equals(id) && message.type().equals(type)) {
        return message.content();
      }
    }
  }

  String beat(String text) {
    heartbeat.send(text.getBytes(UTF_8));
    return new String(heartbeat.recv(), UTF_8);
  }

  private Message receive(ZMQ.Socket socket) {
    List<byte[]> frames = new ArrayList<>();
    do {
      byte[] frame = socket.recv();
      if (frame == null) {
        throw new AssertionError("Nothing has come in " + PATIENCE_MILLIS + " ms");
      }
      frames.add(frame);
    } while (socket.hasReceiveMore());
    try {
      return codec.decode(frames);
    } catch (BadMessageException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
