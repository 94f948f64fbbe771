package io.quern.cli.server;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.cli.server.metadata.ServerInfo;
import io.quern.cli.server.session.ClientSessions;
import io.quern.cli.server.transport.Negotiation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.net.ExtendedSocketOptions;
import org.apache.spark.sql.classic.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts clients of the HiveServer2 protocol over one Spark session, each with sessions of its
 * own. One thread a connection; statements have further ones. Thread-safe.
 */
public final class JdbcServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcServer.class);
  private static final int BACKLOG = 128;
  private static final long WATCH_MILLIS = 250;

  /** A client may hold a few connections beside those with sessions. */
  private static final int CONNECTIONS_BEYOND_SESSIONS = 64;

  private final ServerSocket listening;
  private final ClientSessions sessions;
  private final Negotiation negotiation;
  private final ServerInfo info;
  private final int mostConnections;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool(named("connection"));
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(named("watch"));

  private JdbcServer(ServerSettings settings, ServerSocket listening, SparkSession spark) {
    this.listening = requireNonNull(listening, "listening is null");
    this.sessions = new ClientSessions(spark, settings.variables(), settings.maxSessions());
    this.negotiation = new Negotiation(settings.authentication());
    this.info = new ServerInfo(settings.version());
    this.mostConnections = settings.maxSessions() + CONNECTIONS_BEYOND_SESSIONS;
  }

  private static java.util.concurrent.ThreadFactory named(String what) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, "quern-server-" + what + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Starts to listen.
   *
   * @throws QuernException where it must not, or cannot, listen at that address
   */
  public static JdbcServer start(ServerSettings settings, SparkSession spark) {
    InetSocketAddress address = settings.address();
    if (address.isUnresolved()) {
      throw new QuernException(
          ErrorCode.CONFIG, "Host '%s' does not exist".formatted(address.getHostString()));
    }
    if (settings.authentication().isOptional() && !address.getAddress().isLoopbackAddress()) {
      throw new QuernException(
              ErrorCode.CONFIG,
              "Without authentication the server listens on loopback only, not on '%s'"
                  .formatted(address.getHostString()))
          .withHint("Let clients authenticate themselves: --auth file, ldap or kerberos");
    }
    try {
      ServerSocket listening = settings.sockets().createServerSocket();
      listening.setReuseAddress(true);
      listening.bind(address, BACKLOG);
      JdbcServer server = new JdbcServer(settings, listening, spark);
      server.threads.execute(server::accept);
      var rounds =
          server.watch.scheduleWithFixedDelay(
              server::watch, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
      LOG.debug("Watching clients: {}", rounds);
      return server;
    } catch (IOException e) {
      throw new QuernException(
          ErrorCode.CONFIG,
          "Cannot listen on %s:%d: %s"
              .formatted(address.getHostString(), address.getPort(), e.getMessage()),
          e);
    }
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** How many sessions are open. */
  public int sessions() {
    return sessions.size();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        admit(listening.accept());
      } catch (SocketException e) {
        LOG.debug("No longer listening, or a client was gone at once", e);
      } catch (IOException | RuntimeException e) {
        LOG.warn("A client could not be accepted", e);
      }
    }
  }

  private void admit(Socket socket) throws IOException {
    if (connections.size() >= mostConnections) {
      LOG.warn("{} connections are open: no further one is accepted", connections.size());
      socket.close();
      return;
    }
    keepAlive(socket);
    Connection connection = new Connection(socket, negotiation, sessions, info);
    connections.add(connection);
    threads.execute(
        () -> {
          try {
            connection.run();
          } finally {
            connections.remove(connection);
          }
        });
  }

  /** A machine that is switched off says nothing: it is asked every now and then. */
  private static void keepAlive(Socket socket) throws IOException {
    socket.setKeepAlive(true);
    if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
      socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 30);
      socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 10);
      socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 3);
    }
  }

  private void watch() {
    try {
      connections.forEach(Connection::closeIfAbandoned);
    } catch (RuntimeException e) { // the next round must come
      LOG.warn("Connections could not be watched", e);
    }
  }

  /** Ends all connections, sessions and statements. */
  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      LOG.warn("The server could not be closed", e);
    }
    watch.shutdownNow();
    List.copyOf(connections).forEach(Connection::close);
    sessions.close();
    threads.shutdown();
    try {
      boolean ignored = threads.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
