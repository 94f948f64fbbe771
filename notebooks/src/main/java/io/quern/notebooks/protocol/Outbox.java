package io.quern.notebooks.protocol;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * Brings messages of any thread to the one that owns the sockets, in the order in which they are
 * put. A thread of its own stands in between: an interrupted one, such as that of a cancelled
 * statement, would break every socket that it touches. Thread-safe.
 */
final class Outbox {
  private static final String ENDPOINT = "inproc://outbox";

  private final BlockingQueue<List<byte[]>> waiting = new LinkedBlockingQueue<>();
  private final ZMQ.Socket pushing;
  private final ZMQ.Socket pulling;

  Outbox(ZMQ.Context context) {
    pulling = context.socket(SocketType.PULL);
    pulling.bind(ENDPOINT);
    pushing = context.socket(SocketType.PUSH);
    pushing.connect(ENDPOINT);
  }

  /** Begins to carry messages over. */
  void start() {
    Thread thread = new Thread(this::carry, "quern-outbox");
    thread.setDaemon(true);
    thread.start();
  }

  /** Puts a message there; returns at once. */
  void put(Channel channel, List<byte[]> frames) {
    List<byte[]> all = new ArrayList<>();
    all.add(channel.name().getBytes(StandardCharsets.UTF_8));
    all.addAll(frames);
    waiting.add(all);
  }

  /** Nothing follows: once all messages are over, an empty one is. */
  void end() {
    waiting.add(List.of(new byte[0]));
  }

  /** The end that the owner of the sockets reads: the channel's name, then the frames. */
  ZMQ.Socket pulling() {
    return requireNonNull(pulling, "pulling is null");
  }

  private void carry() {
    try (pushing) {
      boolean isEnd = false;
      while (!isEnd) {
        List<byte[]> frames = waiting.take();
        isEnd = frames.size() == 1;
        Frames.send(pushing, frames);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
