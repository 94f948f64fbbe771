package io.quern.ps;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** Stands between client and server, and can swallow what the server answers. */
final class FaultyProxy implements AutoCloseable {
  private final PsAddress server;
  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final Semaphore swallowed = new Semaphore(0);
  private volatile boolean swallowing;

  FaultyProxy(PsAddress server) throws IOException {
    this.server = server;
    this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  PsAddress address() {
    return new PsAddress("127.0.0.1", listener.getLocalPort());
  }

  /** From now on answers vanish, or pass again. */
  void swallowAnswers(boolean swallow) {
    swallowing = swallow;
  }

  /** Waits until an answer has vanished. */
  void awaitSwallowed() throws InterruptedException {
    swallowed.acquire();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket upstream = new Socket(server.host(), server.port());
      sockets.add(client);
      sockets.add(upstream);
      start(() -> copy(client, upstream, false));
      start(() -> copy(upstream, client, true));
    }
  }

  private void copy(Socket from, Socket to, boolean answers) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (answers && swallowing) {
          swallowed.release();
        } else {
          out.write(buffer, 0, count);
          out.flush();
        }
      }
    }
  }

  private interface Loop {
    void run() throws IOException;
  }

  private static void start(Loop loop) {
    var thread =
        new Thread(
            () -> {
              try {
                loop.run();
              } catch (IOException e) {
                // A closed socket is how these threads end.
              }
            },
            "faulty-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
