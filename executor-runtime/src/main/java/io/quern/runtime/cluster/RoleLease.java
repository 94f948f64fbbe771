package io.quern.runtime.cluster;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A role's membership of a run: its registration, and its knowledge of whether the run still wants
 * it. The lease is lost once and for ever when the run ends, when a newer attempt or generation
 * takes the role's place, or when the registry gives the role up. Thread-safe.
 */
final class RoleLease implements RunView.Events, AutoCloseable {
  private final RunTicket ticket;
  private final RegistryClient client;
  private final RunPaths paths;
  private final CompletableFuture<QuernException> lost = new CompletableFuture<>();
  private final CompletableFuture<ClusterSpec> cluster = new CompletableFuture<>();
  private final RoleRoster roster = new RoleRoster(); // guarded by this
  private RoleAddress mine; // guarded by this
  private RunView view;
  private volatile boolean runEnded;
  private volatile boolean suspended;

  private RoleLease(RunTicket ticket, RegistryClient client) {
    this.ticket = ticket;
    this.client = client;
    this.paths = RunPaths.of(ticket);
  }

  /** Opens a session of its own and watches the run; {@code CLUSTER} when the run has ended. */
  static RoleLease join(RunTicket ticket) throws InterruptedException {
    return join(ticket, RegistryClient.connect(ticket));
  }

  /** Joins through a session that the lease closes. */
  static RoleLease join(RunTicket ticket, RegistryClient client) throws InterruptedException {
    RoleLease lease = new RoleLease(ticket, client);
    boolean joined = false;
    try {
      lease.watch();
      joined = true;
      return lease;
    } finally {
      if (!joined) {
        lease.close();
      }
    }
  }

  private void watch() throws InterruptedException {
    view = RunView.open(client.curator(), paths, this);
    RoleWait.await(
        view.ready(),
        this,
        Duration.ofMillis(ticket.sessionTimeoutMillis()),
        () -> new QuernException(ErrorCode.CLUSTER, "The cluster registry does not answer"));
    if (!client.exists(paths.lease())) {
      leaseGone();
    }
    checkHeld();
  }

  /** Tells the run where this role is. */
  void register(RoleAddress role) {
    Optional<RoleAddress> replacement;
    synchronized (this) {
      mine = role;
      replacement = roster.replacementOf(role);
    }
    replacement.ifPresent(this::fence);
    checkHeld();
    switch (client.createEphemeral(paths.role(role), role.toBytes())) {
      case CREATED -> checkHeld();
      case NO_FOLDER -> {
        leaseGone();
        throw runEnded();
      }
      case TAKEN ->
          throw new QuernException(
              ErrorCode.CLUSTER,
              "%s is registered already, attempt %d"
                  .formatted(capital(role.name()), role.attempt()));
    }
  }

  /**
   * Waits while an older attempt of this role in the same stage attempt is alive: Spark runs two of
   * them at a time only when it speculates, and then the older one is to finish.
   */
  void awaitOlderSiblingsGone(Role role, int index, int attempt) throws InterruptedException {
    synchronized (this) {
      while (roster.hasOlderSibling(role, index, attempt) && !lost.isDone()) {
        wait(RoleWait.SLICE_MILLIS);
        RoleWait.checkTaskAlive();
      }
    }
    checkHeld();
  }

  /** Completes when the driver publishes the cluster. */
  CompletableFuture<ClusterSpec> cluster() {
    return cluster;
  }

  /** Completes with the reason when the lease is lost; never otherwise. */
  CompletableFuture<QuernException> lost() {
    return lost;
  }

  /** Runs {@code action} once, when the lease is lost or at once if it is. Must be quick. */
  void onLost(Runnable action) {
    CompletableFuture<Void> unused = lost.thenRun(action);
  }

  /** Whether the lease was lost because the run is over, the way every run ends. */
  boolean isRunEnded() {
    return runEnded;
  }

  /** Whether the registry is out of reach just now: stop trusting the cluster until it is back. */
  boolean isSuspended() {
    return suspended;
  }

  /** Throws the reason when the lease is lost. */
  void checkHeld() {
    if (lost.isDone()) {
      throw lost.join();
    }
  }

  @Override
  public void leaseHeld(int generation) {
    if (generation != ticket.generation()) {
      lose("Generation %d of the run has been replaced".formatted(ticket.generation()));
    }
  }

  @Override
  public void leaseGone() {
    runEnded = true;
    lost.complete(runEnded());
    wakeUp();
  }

  @Override
  public void specPublished(ClusterSpec spec) {
    cluster.complete(spec);
  }

  @Override
  public void roleJoined(String path, RoleAddress role) {
    Optional<RoleAddress> replacement;
    synchronized (this) {
      roster.put(path, role);
      replacement = Optional.ofNullable(mine).flatMap(roster::replacementOf);
    }
    replacement.ifPresent(this::fence);
    wakeUp();
  }

  private void fence(RoleAddress newer) {
    lose("%s was replaced by attempt %d".formatted(capital(newer.name()), newer.attempt()));
  }

  @Override
  public void roleLeft(String path) {
    synchronized (this) {
      roster.remove(path);
    }
    wakeUp();
  }

  @Override
  public void suspended(boolean value) {
    suspended = value;
  }

  @Override
  public void sessionLost() {
    lose("The connection to the cluster registry was lost");
  }

  private QuernException runEnded() {
    return new QuernException(
        ErrorCode.CLUSTER, "Training run '%s' has ended".formatted(ticket.runId()));
  }

  private void lose(String reason) {
    lost.complete(new QuernException(ErrorCode.CLUSTER, reason));
    wakeUp();
  }

  private synchronized void wakeUp() {
    notifyAll();
  }

  private static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /** Leaves the run: the registration goes at once. Works in an interrupted thread too. */
  @Override
  public void close() {
    Uninterrupted.run(
        () -> {
          if (view != null) {
            view.close();
          }
          client.close();
        });
  }
}
