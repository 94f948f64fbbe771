package io.quern.runtime.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A parameter server of tests: a bound port, and commands that are answered with themselves. */
final class EchoServer implements RunningServer {
  private final RoleContext context;
  private final ServerSocket socket;

  private EchoServer(RoleContext context, ServerSocket socket) {
    this.context = context;
    this.socket = socket;
  }

  static RunningServer bind(RoleContext context) throws IOException {
    return new EchoServer(context, new ServerSocket(0, 1, InetAddress.getByName(context.host())));
  }

  @Override
  public String host() {
    return context.host();
  }

  @Override
  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public String endpointId() {
    return "echo-" + context.index();
  }

  @Override
  public byte[] command(byte[] command) {
    String text = new String(command, UTF_8);
    return switch (text) {
      case "refuse" -> throw new QuernException(ErrorCode.STORAGE, "Disk is full").withHint("Buy");
      case "die" -> {
        Runtime.getRuntime().halt(1);
        yield command;
      }
      default -> (context.index() + ":" + text).getBytes(UTF_8);
    };
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
