package io.quern.cli.server;

import static java.util.Objects.requireNonNull;

import io.quern.cli.server.metadata.ServerInfo;
import io.quern.cli.server.protocol.HiveService;
import io.quern.cli.server.session.ClientSessions;
import io.quern.cli.server.transport.ClientInput;
import io.quern.cli.server.transport.Negotiation;
import io.quern.cli.server.transport.Negotiation.Agreed;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: negotiates, then answers its calls one after the other until it goes. What it leaves
 * open is closed. Runs on a thread of its own.
 */
final class Connection implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(30).toMillis();
  private static final int NO_LIMIT = 0;

  private final Socket socket;
  private final Negotiation negotiation;
  private final ClientSessions sessions;
  private final ServerInfo info;
  private volatile Optional<HiveService> service = Optional.empty();
  private volatile Optional<ClientInput> busy = Optional.empty();

  Connection(Socket socket, Negotiation negotiation, ClientSessions sessions, ServerInfo info) {
    this.socket = requireNonNull(socket, "socket is null");
    this.negotiation = requireNonNull(negotiation, "negotiation is null");
    this.sessions = requireNonNull(sessions, "sessions is null");
    this.info = requireNonNull(info, "info is null");
  }

  @Override
  public void run() {
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      ClientInput in = new ClientInput(socket);
      Agreed agreed = negotiation.agree(in, socket.getOutputStream());
      socket.setSoTimeout(NO_LIMIT);
      serve(in, agreed);
    } catch (IOException e) {
      LOG.info(
          "A client from {} was not served: {}", socket.getRemoteSocketAddress(), e.toString());
    } catch (TException e) {
      LOG.debug("A connection has ended", e);
    } finally {
      close();
    }
  }

  private void serve(ClientInput in, Agreed agreed) throws IOException, TException {
    HiveService calls = new HiveService(sessions, info, agreed.user());
    service = Optional.of(calls);
    TCLIService.Processor<HiveService> processor = new TCLIService.Processor<>(calls);
    TProtocol protocol = new TBinaryProtocol(agreed.transport());
    while (in.peek() >= 0) {
      busy = Optional.of(in);
      processor.process(protocol, protocol);
      busy = Optional.empty();
    }
  }

  /**
   * Ends what runs for a client that has gone while a call was being answered; one that goes in
   * between is noticed by itself.
   */
  void closeIfAbandoned() {
    if (busy.map(ClientInput::isAtEnd).orElse(false)) {
      close();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("A connection could not be closed", e);
    }
    service.ifPresent(HiveService::abandon);
  }
}
