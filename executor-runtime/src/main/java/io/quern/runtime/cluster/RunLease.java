package io.quern.runtime.cluster;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.runtime.cluster.RegistryClient.Creation;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The driver's hold on a run: an ephemeral node that every role watches. When it goes, by {@link
 * #close()} or with the driver's session, the run is over for all of them. Thread-safe.
 */
final class RunLease implements RunView.Events, AutoCloseable {
  private final RunTicket ticket;
  private final RegistryClient client;
  private final RunPaths paths;
  private final ClusterShape shape;
  private final CompletableFuture<QuernException> lost = new CompletableFuture<>();
  private final CompletableFuture<ClusterSpec> complete = new CompletableFuture<>();
  private final List<Consumer<RoleAddress>> departures = new CopyOnWriteArrayList<>();
  private final RoleRoster roster = new RoleRoster(); // guarded by this
  private RunView view;

  private RunLease(RunTicket ticket, RegistryClient client, ClusterShape shape) {
    this.ticket = ticket;
    this.client = client;
    this.paths = RunPaths.of(ticket);
    this.shape = shape;
  }

  /**
   * Takes the lease through a session of its own; {@code CLUSTER} when the run is held by another
   * driver.
   */
  static RunLease open(RunTicket ticket, ClusterShape shape) throws InterruptedException {
    return open(RegistryClient.connect(ticket), ticket, shape);
  }

  /**
   * Takes the lease through a session that the lease closes: what watches the run's nodes leaves a
   * listener with its Curator client, which would keep all of the run for as long as the client.
   */
  static RunLease open(RegistryClient client, RunTicket ticket, ClusterShape shape) {
    RunLease lease = new RunLease(ticket, client, shape);
    boolean taken = false;
    try {
      lease.take();
      taken = true;
      return lease;
    } finally {
      if (!taken) {
        client.close();
      }
    }
  }

  private void take() {
    client.createFolders(paths.roles());
    byte[] generation = ByteBuffer.allocate(Integer.BYTES).putInt(ticket.generation()).array();
    if (client.createEphemeral(paths.lease(), generation) != Creation.CREATED) {
      throw new QuernException(
          ErrorCode.CLUSTER, "Training run '%s' is held already".formatted(ticket.runId()));
    }
    view = RunView.open(client.curator(), paths, this);
  }

  RunTicket ticket() {
    return ticket;
  }

  /** Completes when every role of the shape has registered. */
  CompletableFuture<ClusterSpec> allRegistered() {
    return complete;
  }

  /** Names of the roles that have not registered yet. */
  synchronized List<String> missing() {
    return roster.missing(shape);
  }

  /** Tells the roles who is who; at most once. */
  void publish(ClusterSpec spec) {
    if (client.createEphemeral(paths.spec(), spec.toBytes()) != Creation.CREATED) {
      throw new QuernException(
          ErrorCode.CLUSTER,
          "The cluster of training run '%s' cannot be published".formatted(ticket.runId()));
    }
  }

  /** {@code action} gets every role whose newest attempt leaves the registry. Must be quick. */
  void onRoleLeft(Consumer<RoleAddress> action) {
    departures.add(action);
  }

  /** Completes with the reason when the lease is lost other than by {@link #close()}. */
  CompletableFuture<QuernException> lost() {
    return lost;
  }

  @Override
  public void leaseHeld(int generation) {
    // our own node
  }

  @Override
  public void leaseGone() {
    lost.complete(
        new QuernException(
            ErrorCode.CLUSTER,
            "The lease of training run '%s' was removed".formatted(ticket.runId())));
  }

  @Override
  public void specPublished(ClusterSpec spec) {
    // our own node
  }

  @Override
  public void roleJoined(String path, RoleAddress role) {
    Optional<ClusterSpec> spec = Optional.empty();
    synchronized (this) {
      if (role.generation() == ticket.generation()) {
        roster.put(path, role);
      }
      if (!complete.isDone() && roster.missing(shape).isEmpty()) {
        spec = Optional.of(roster.spec(ticket.generation(), shape));
      }
    }
    spec.ifPresent(complete::complete);
  }

  @Override
  public void roleLeft(String path) {
    Optional<RoleAddress> left;
    synchronized (this) {
      left = roster.remove(path);
    }
    left.ifPresent(role -> departures.forEach(action -> action.accept(role)));
  }

  @Override
  public void suspended(boolean suspended) {
    // the session may survive; sessionLost tells when not
  }

  @Override
  public void sessionLost() {
    lost.complete(
        new QuernException(
            ErrorCode.CLUSTER, "The driver's connection to the cluster registry was lost"));
  }

  /** Ends the run for all roles. Works in an interrupted thread too. */
  @Override
  public void close() {
    view.close();
    Uninterrupted.run(
        () -> {
          client.deleteQuietly(paths.lease());
          client.deleteQuietly(paths.run());
          client.close();
        });
  }
}
