package io.quern.runtime.cluster;

import io.quern.api.QuernException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The driver's command of the parameter servers, and where roles report why they fail: each server
 * always has one question open, "what next?", whose answer is the next command. Commands of one
 * server run one after the other. Thread-safe.
 */
final class ServerControl implements ChannelHandler {
  private static final byte[] STOP = {0};
  private static final byte COMMAND = 1;

  private final List<Server> servers = new ArrayList<>(); // guarded by this
  private final Consumer<QuernException> onRoleFails;
  private boolean stopped; // guarded by this

  ServerControl(int servers, Consumer<QuernException> onRoleFails) {
    this.onRoleFails = onRoleFails;
    for (int i = 0; i < servers; i++) {
      this.servers.add(new Server());
    }
  }

  /** Has one server obey one command. */
  synchronized CompletableFuture<byte[]> command(int server, byte[] command) {
    Order order = new Order(command, new CompletableFuture<>());
    servers.get(server).waiting.add(order);
    servers.get(server).advance();
    return order.result();
  }

  /** Lets every server end when it has obeyed its commands. */
  synchronized void stop() {
    stopped = true;
    servers.forEach(Server::advance);
  }

  /** What the server is to do, out of the answer to its question; empty: end. */
  static Optional<byte[]> commandOf(byte[] answer) {
    if (answer[0] != COMMAND) {
      return Optional.empty();
    }
    byte[] command = new byte[answer.length - 1];
    System.arraycopy(answer, 1, command, 0, command.length);
    return Optional.of(command);
  }

  @Override
  public void onRequest(ChannelRequest request) {
    ControlMessage message = ControlMessage.fromBytes(request.payload());
    if (message.kind() == ControlMessage.Kind.ENDS) {
      onRoleFails.accept(message.failure());
      request.reply(STOP);
      return;
    }
    Optional<Order> obeyed;
    synchronized (this) {
      obeyed = servers.get(message.index()).asksNext(request);
    }
    obeyed.ifPresent(order -> settle(order, message));
    synchronized (this) {
      servers.get(message.index()).advance();
    }
  }

  private static void settle(Order order, ControlMessage message) {
    if (message.kind() == ControlMessage.Kind.DONE) {
      order.result().complete(message.body());
    } else {
      order.result().completeExceptionally(message.failure());
    }
  }

  private record Order(byte[] command, CompletableFuture<byte[]> result) {}

  /** One server's orders; guarded by the control's lock. */
  private final class Server {
    private final Deque<Order> waiting = new ArrayDeque<>();
    private Optional<Order> underWay = Optional.empty();
    private Optional<ChannelRequest> question = Optional.empty();

    Optional<Order> asksNext(ChannelRequest request) {
      Optional<Order> obeyed = underWay;
      underWay = Optional.empty();
      question = Optional.of(request);
      return obeyed;
    }

    void advance() {
      if (question.isEmpty()) {
        return;
      }
      if (!waiting.isEmpty()) {
        Order next = waiting.remove();
        underWay = Optional.of(next);
        answer(framed(next.command()));
      } else if (stopped) {
        answer(STOP);
      }
    }

    private void answer(byte[] answer) {
      question.orElseThrow().reply(answer);
      question = Optional.empty();
    }

    private static byte[] framed(byte[] command) {
      byte[] answer = new byte[command.length + 1];
      answer[0] = COMMAND;
      System.arraycopy(command, 0, answer, 1, command.length);
      return answer;
    }
  }
}
