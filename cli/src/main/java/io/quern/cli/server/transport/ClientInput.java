package io.quern.cli.server.transport;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a client sends. One thread reads; while that one is busy with a call, another may look
 * whether the client is still there.
 */
public final class ClientInput extends InputStream {
  private static final int NONE = -2;
  private static final int LOOK_MILLIS = 1;

  private final Socket socket;
  private final InputStream in;
  private final ReentrantLock lock = new ReentrantLock();
  private int ahead = NONE;

  public ClientInput(Socket socket) throws IOException {
    this.socket = requireNonNull(socket, "socket is null");
    this.in = socket.getInputStream();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    lock.lock();
    try {
      if (ahead == NONE || length == 0) {
        return in.read(bytes, offset, length);
      }
      int first = ahead;
      if (first >= 0) { // an end stays the end
        ahead = NONE;
        bytes[offset] = (byte) first;
        return 1;
      }
      return -1;
    } finally {
      lock.unlock();
    }
  }

  /** The next byte without taking it, or -1 at the end; waits for it. */
  public int peek() throws IOException {
    lock.lock();
    try {
      if (ahead == NONE) {
        ahead = in.read();
      }
      return ahead;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the client has closed the connection, as far as is known. Hardly waits. */
  public boolean isAtEnd() {
    if (!lock.tryLock()) {
      return false; // who reads will notice
    }
    try {
      return ahead == NONE ? look() : ahead < 0;
    } finally {
      lock.unlock();
    }
  }

  private boolean look() {
    try {
      int patience = socket.getSoTimeout();
      socket.setSoTimeout(LOOK_MILLIS);
      try {
        ahead = in.read();
      } catch (SocketTimeoutException silent) {
        return false;
      } finally {
        socket.setSoTimeout(patience);
      }
      return ahead < 0;
    } catch (IOException broken) {
      ahead = -1;
      return true;
    }
  }
}
