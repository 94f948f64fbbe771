package io.quern.ps;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A client's socket that sends one frame and receives one frame at a time, never blocking: {@link
 * SocketPump} moves the bytes of all of a client's sockets. Confined to the client's thread.
 */
final class FramedSocket implements AutoCloseable {
  private final SocketChannel channel;
  private final SelectionKey key;
  private final FrameReader reader;
  private ByteBuffer outgoing;
  private boolean received;
  private IOException failure;

  /** Begins to connect. */
  FramedSocket(PsAddress address, Selector selector, int frameLimit) throws IOException {
    var target = new InetSocketAddress(address.host(), address.port());
    if (target.isUnresolved()) {
      throw new UnknownHostException(address.host());
    }
    channel = SocketChannel.open();
    reader = new FrameReader(frameLimit);
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      boolean connected = channel.connect(target);
      int interest = connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT;
      key = channel.register(selector, interest, this);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Sends a frame as far as the socket takes it; the pump does the rest. */
  void send(ByteBuffer frame) throws IOException {
    reader.expect();
    received = false;
    outgoing = frame;
    write();
  }

  /** Whether the awaited frame is in, or never will be. */
  boolean settled() {
    return received || failure != null;
  }

  /** The frame received. */
  FrameReader frame() throws IOException {
    if (failure != null) {
      throw failure;
    }
    return reader;
  }

  /** Moves what can be moved now; called by the pump. */
  void advance() {
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
      } else if (key.isWritable()) {
        write();
      } else if (key.isReadable()) {
        read();
      }
    } catch (IOException e) {
      failure = e;
      key.cancel();
    }
  }

  private void write() throws IOException {
    channel.write(outgoing);
    int writing = outgoing.hasRemaining() ? SelectionKey.OP_WRITE : 0;
    key.interestOps(SelectionKey.OP_READ | writing);
  }

  private void read() throws IOException {
    while (!received) {
      int count = channel.read(reader.target());
      if (count < 0) {
        throw new EOFException("the connection was closed");
      }
      received = reader.advance();
      if (count == 0 && !received && reader.target().hasRemaining()) {
        return;
      }
    }
  }

  @Override
  public void close() {
    reader.close();
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing is lost: the connection is given up either way.
      failure = e;
    }
  }
}
