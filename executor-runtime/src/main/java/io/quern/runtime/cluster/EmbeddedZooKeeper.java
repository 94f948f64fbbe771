package io.quern.runtime.cluster;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/**
 * One ZooKeeper server inside this JVM: a free port, no admin server, files in a temporary folder
 * that {@link #close()} removes.
 */
final class EmbeddedZooKeeper implements AutoCloseable {
  private static final int MAX_CONNECTIONS_PER_HOST = 1_000;

  /** ZooKeeper lets clients choose a session timeout between 2 and 20 ticks. */
  private static final int TICKS_PER_SESSION_TIMEOUT = 4;

  private final Path folder;
  private final ZooKeeperServer server;
  private final NIOServerCnxnFactory connections;

  private EmbeddedZooKeeper(Path folder, ZooKeeperServer server, NIOServerCnxnFactory connections) {
    this.folder = folder;
    this.server = server;
    this.connections = connections;
  }

  /**
   * Starts a server that listens on {@code bindHost} only and keeps its files in {@code parent}.
   */
  static EmbeddedZooKeeper start(String bindHost, int sessionTimeoutMillis, Path parent) {
    QuietLogs.apply();
    Path folder = null;
    try {
      folder = Files.createTempDirectory(parent, "quern-registry-");
      int tickMillis = Math.max(1, sessionTimeoutMillis / TICKS_PER_SESSION_TIMEOUT);
      ZooKeeperServer server = new ZooKeeperServer(folder.toFile(), folder.toFile(), tickMillis);
      NIOServerCnxnFactory connections = new NIOServerCnxnFactory();
      connections.configure(
          new InetSocketAddress(InetAddress.getByName(bindHost), 0), MAX_CONNECTIONS_PER_HOST);
      EmbeddedZooKeeper embedded = new EmbeddedZooKeeper(folder, server, connections);
      embedded.startup();
      return embedded;
    } catch (IOException e) {
      deleteTree(folder);
      throw cannotStart(bindHost, e);
    }
  }

  private void startup() throws IOException {
    try {
      connections.startup(server);
    } catch (InterruptedException e) {
      close();
      throw new QuernException(
          ErrorCode.CANCELLED, "The start of the cluster registry was interrupted", e);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private static QuernException cannotStart(String bindHost, IOException cause) {
    return new QuernException(
            ErrorCode.CLUSTER,
            "The cluster registry cannot listen on '%s': %s"
                .formatted(bindHost, cause.getMessage()),
            cause)
        .withHint("Check spark.driver.host and spark.driver.bindAddress");
  }

  int port() {
    return connections.getLocalPort();
  }

  @Override
  public void close() {
    connections.shutdown();
    server.shutdown(true);
    try {
      server.getTxnLogFactory().close();
    } catch (IOException e) {
      // the files go with the folder
    }
    deleteTree(folder);
  }

  private static void deleteTree(Path folder) {
    if (folder != null) {
      TemporaryTree.delete(folder);
    }
  }
}
