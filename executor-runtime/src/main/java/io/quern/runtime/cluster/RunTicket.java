package io.quern.runtime.cluster;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * What a role needs to join a run; travels to executors inside task closures. Immutable.
 *
 * @param generation of the run's cluster: raised when it is formed anew
 * @param connect ZooKeeper connect string
 * @param secret of the application: opens the registry's nodes and the parameter servers; never
 *     printed
 * @param sessionTimeoutMillis after which ZooKeeper declares a silent member dead
 * @param quernManaged whether the registry is the application's own embedded server
 */
public record RunTicket(
    String applicationId,
    String runId,
    int generation,
    String connect,
    String secret,
    int sessionTimeoutMillis,
    boolean quernManaged)
    implements Serializable {

  public RunTicket {
    requireNonNull(applicationId, "applicationId is null");
    requireNonNull(runId, "runId is null");
    requireNonNull(connect, "connect is null");
    requireNonNull(secret, "secret is null");
    if (!runId.matches("[A-Za-z0-9_.-]+") || runId.startsWith(".")) {
      throw new IllegalArgumentException("Invalid run id: " + runId);
    }
  }

  /** Spark RPC endpoint through which the driver commands the parameter servers. */
  String controlChannel() {
    return "quern-" + runId + "-control";
  }

  /** Spark RPC endpoint of the training itself. */
  String trainingChannel() {
    return "quern-" + runId + "-training";
  }

  @Override
  public String toString() {
    return "RunTicket[%s/%s, generation %d]".formatted(applicationId, runId, generation);
  }
}
