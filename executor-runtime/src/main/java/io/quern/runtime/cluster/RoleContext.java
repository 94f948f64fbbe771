package io.quern.runtime.cluster;

import java.util.concurrent.CompletableFuture;
import org.apache.spark.SparkEnv;

/** A running role's view of its run. Thread-safe. */
public final class RoleContext {
  private static final String LOOPBACK = "127.0.0.1";

  /** Executor id of the driver: there roles run on local masters only. */
  private static final String DRIVER = "driver";

  private final RunTicket ticket;
  private final Role role;
  private final int index;
  private final int attempt;
  private final RoleLease lease;
  private final LazyChannel training;
  private final LazyChannel control;

  RoleContext(RunTicket ticket, Role role, int index, int attempt, RoleLease lease) {
    this.ticket = ticket;
    this.role = role;
    this.index = index;
    this.attempt = attempt;
    this.lease = lease;
    this.training = new LazyChannel(ticket.trainingChannel());
    this.control = new LazyChannel(ticket.controlChannel());
  }

  public RunTicket ticket() {
    return ticket;
  }

  public Role role() {
    return role;
  }

  /** From 0 within the role. */
  public int index() {
    return index;
  }

  /** Of this role and index, from 0, ascending. */
  public int attempt() {
    return attempt;
  }

  /** The address to bind and to register: what Spark advertises of this executor. */
  public String host() {
    SparkEnv env = SparkEnv.get();
    return env.executorId().equals(DRIVER) ? LOOPBACK : env.blockManager().blockManagerId().host();
  }

  /**
   * Tells the run where this role is. Bind first, and keep the port.
   *
   * @param endpointId names the endpoint inside its JVM
   */
  public void register(String host, int port, String endpointId) {
    lease.register(
        new RoleAddress(role, index, attempt, ticket.generation(), host, port, endpointId));
  }

  /** Registers a role that listens nowhere. */
  public void register() {
    register(host(), 0, "");
  }

  /** Waits until all roles have registered. */
  public ClusterSpec awaitCluster() throws InterruptedException {
    return RoleWait.await(lease.cluster(), lease);
  }

  /** Whether the cluster has been published. */
  boolean isFormed() {
    return lease.cluster().isDone();
  }

  /**
   * Asks the driver's training handler and waits for its answer, which may come much later: that is
   * how roles wait for each other. A failure of the handler is thrown as it was.
   */
  public byte[] ask(byte[] request) throws InterruptedException {
    return training.client().ask(request, lease);
  }

  /** Asks the driver's control of the parameter servers. */
  byte[] askControl(byte[] request) throws InterruptedException {
    return control.client().ask(request, lease);
  }

  /** Waits for something of this role's own, as long as the run lasts. */
  public <T> T await(CompletableFuture<T> wanted) throws InterruptedException {
    return RoleWait.await(wanted, lease);
  }

  /** Throws when the run has ended, this role has been replaced, or Spark has killed the task. */
  public void checkAlive() {
    RoleWait.checkTaskAlive();
    lease.checkHeld();
  }

  /** Whether the registry is out of reach just now: stop trusting the cluster until it is back. */
  public boolean isSuspended() {
    return lease.isSuspended();
  }

  /** Runs {@code action} once, when this role must stop. Must be quick. */
  public void onLost(Runnable action) {
    lease.onLost(action);
  }

  /** A channel that is looked up when first used; not every role uses every channel. */
  private static final class LazyChannel {
    private final String name;
    private ChannelClient client; // guarded by this

    LazyChannel(String name) {
      this.name = name;
    }

    synchronized ChannelClient client() {
      if (client == null) {
        client = ChannelClient.connect(name);
      }
      return client;
    }
  }
}
