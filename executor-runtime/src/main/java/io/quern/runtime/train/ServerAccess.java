package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.ps.DenseConfig;
import io.quern.ps.ParameterServerConfig;
import io.quern.ps.PsAddress;
import io.quern.ps.PsClient;
import io.quern.ps.PsClientConfig;
import io.quern.ps.PsClients;
import io.quern.ps.PsSecret;
import io.quern.ps.TableConfig;
import io.quern.runtime.cluster.ClusterSpec;
import io.quern.runtime.cluster.RunTicket;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;

/**
 * What both sides of the wire to the parameter servers agree on. Immutable.
 *
 * @param servers how many there are
 * @param tables in the order of their indexes
 */
record ServerAccess(RunTicket ticket, int servers, List<TableConfig> tables, DenseConfig dense)
    implements Serializable {
  /** A server that is silent for so long is lost. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  ServerAccess {
    requireNonNull(ticket, "ticket is null");
    requireNonNull(dense, "dense is null");
    tables = List.copyOf(tables);
  }

  /**
   * Connects to all servers.
   *
   * @param worker whom the servers count the calls for
   */
  PsClient connect(ClusterSpec cluster, int worker) {
    List<PsAddress> addresses =
        cluster.parameterServers().stream()
            .map(role -> new PsAddress(role.host(), role.port()))
            .toList();
    return PsClients.connect(
        addresses,
        new PsClientConfig(worker, ticket.generation(), tables, dense, TIMEOUT),
        secret());
  }

  /** What server {@code index} holds. */
  ParameterServerConfig config(int index, long memoryLimit) {
    return new ParameterServerConfig(
        index, servers, tables, dense, memoryLimit, ticket.generation());
  }

  /** The run's own secret, made of the application's. */
  PsSecret secret() {
    String text = "parameter servers of " + ticket.runId() + ":" + ticket.secret();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return PsSecret.of(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
