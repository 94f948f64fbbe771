package io.quern.ps;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;

/**
 * Moves bytes through a client's sockets on the thread that calls the client, which therefore wakes
 * at once when it is interrupted. Used by one thread at a time.
 */
final class SocketPump implements AutoCloseable {
  private Selector selector; // null until the first socket

  Selector selector() throws IOException {
    if (selector == null) {
      selector = Selector.open();
    }
    return selector;
  }

  /**
   * Pumps until the socket has received a frame or failed.
   *
   * @param deadline of {@link System#nanoTime}
   * @return false when the deadline passed before
   * @throws QuernException {@code CANCELLED} when the thread is interrupted, which it stays
   */
  boolean await(FramedSocket socket, long deadline) throws IOException {
    while (!socket.settled()) {
      requireNotInterrupted();
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      selector.select(SocketPump::advance, left);
    }
    return true;
  }

  /** Lets go of a closed socket: its descriptor is kept until the selector forgets it. */
  void forgetClosed() {
    if (selector != null) {
      try {
        selector.selectNow(key -> {});
      } catch (IOException e) {
        throw new QuernException(ErrorCode.CLUSTER, "Cannot close a connection: " + e, e);
      }
    }
  }

  private static void advance(SelectionKey key) {
    ((FramedSocket) key.attachment()).advance();
  }

  static void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new QuernException(
          ErrorCode.CANCELLED, "A call to the parameter servers was interrupted");
    }
  }

  @Override
  public void close() {
    if (selector != null) {
      try {
        selector.close();
      } catch (IOException e) {
        throw new QuernException(ErrorCode.CLUSTER, "Cannot close a selector: " + e, e);
      }
    }
  }
}
