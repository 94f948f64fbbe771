package io.quern.runtime.train;

import io.quern.model.algorithm.Overlap;
import io.quern.ps.PsClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A worker's clients of all parameter servers: one, or two where it exchanges beside computing. */
final class WorkerClients implements AutoCloseable {
  private final List<PsClient> clients = new ArrayList<>();

  private WorkerClients() {}

  /**
   * Connects.
   *
   * @param connection makes a client
   */
  static WorkerClients connect(Supplier<PsClient> connection, Overlap overlap) {
    WorkerClients connected = new WorkerClients();
    boolean complete = false;
    try {
      connected.clients.add(connection.get());
      if (overlap.applies(connected.first().isRemote())) {
        connected.clients.add(connection.get());
      }
      complete = true;
      return connected;
    } finally {
      if (!complete) {
        connected.close();
      }
    }
  }

  List<PsClient> all() {
    return List.copyOf(clients);
  }

  /** The one for what is not a step. */
  PsClient first() {
    return clients.get(0);
  }

  @Override
  public void close() {
    clients.forEach(PsClient::close);
  }
}
