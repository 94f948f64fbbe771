package io.quern.runtime.cluster;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The driver's side of one training's cluster. The first failure of any part ends the whole: every
 * waiting call throws it, and {@link #close()} takes all parts down. Thread-safe.
 *
 * <pre>{@code
 * try (TrainingCluster cluster = TrainingCluster.open(spark, runId, shape)) {
 *   cluster.serve(handler);
 *   cluster.startServers(serverProgram);
 *   CompletableFuture<T> workers = cluster.start("workers", () -> job of RoleRunner tasks);
 *   ClusterSpec spec = cluster.awaitFormed();
 *   T result = cluster.await(workers);
 * }
 * }</pre>
 *
 * <p>Waiting calls answer an interrupt with {@code CANCELLED} and leave the interrupt flag clear,
 * so that the caller can clean up.
 */
public final class TrainingCluster implements AutoCloseable {
  private static final Duration LOSS_TOLD_AFTER = Duration.ofMillis(500);
  private static final Duration SERVERS_END = Duration.ofSeconds(3);

  private final SparkContext context;
  private final ClusterShape shape;
  private final ClusterSettings settings;
  private final SlotReservation slots;
  private final RunLease lease;
  private final DriverThreads threads;
  private final ServerControl control;
  private final List<DriverChannel> channels = new ArrayList<>(); // guarded by this
  private final List<CompletableFuture<?>> servers = new ArrayList<>(); // guarded by this
  private final CompletableFuture<QuernException> failure = new CompletableFuture<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private volatile boolean closing;

  private TrainingCluster(
      SparkContext context, ClusterShape shape, SlotReservation slots, RunLease lease) {
    this.context = context;
    this.shape = shape;
    this.settings = ClusterSettings.from(context.getConf());
    this.slots = slots;
    this.lease = lease;
    this.threads = new DriverThreads(context, lease.ticket().runId());
    this.control = new ServerControl(shape.parameterServers(), this::fail);
  }

  /**
   * Reserves the task slots of all roles and takes the run's lease.
   *
   * @param runId of letters, digits, {@code _}, {@code -} and {@code .}; unique
   * @throws QuernException {@code RESOURCE} when there are too few slots, {@code CLUSTER} when the
   *     registry is out of reach
   */
  public static TrainingCluster open(SparkContext context, String runId, ClusterShape shape) {
    ClusterRegistry registry = ClusterRegistry.of(context);
    SlotReservation slots = reserve(context, registry.slots(), shape);
    TrainingCluster cluster = null;
    boolean opened = false;
    try {
      cluster = new TrainingCluster(context, shape, slots, registry.lease(runId, 0, shape));
      cluster.watch();
      opened = true;
      return cluster;
    } finally {
      if (!opened) {
        release(cluster, slots);
      }
    }
  }

  private static void release(TrainingCluster halfOpen, SlotReservation slots) {
    if (halfOpen == null) {
      slots.close();
    } else {
      halfOpen.close();
    }
  }

  private static SlotReservation reserve(
      SparkContext context, SlotLedger ledger, ClusterShape shape) {
    try {
      return ledger.reserve(shape, ClusterSettings.from(context.getConf()).slotTimeout());
    } catch (InterruptedException e) {
      throw JobFailure.explain(e);
    }
  }

  private void watch() {
    lease.onRoleLeft(this::roleLeft);
    CompletableFuture<Void> unused = lease.lost().thenAccept(this::fail);
    openChannel(lease.ticket().controlChannel(), control);
  }

  private void roleLeft(RoleAddress role) {
    switch (role.role()) {
      case PARAMETER_SERVER -> serverLeft(role);
      case WORKER -> workerLeft(role);
    }
  }

  /** A job that failed or was cancelled says better why its roles left, so it goes first. */
  private void serverLeft(RoleAddress server) {
    QuernException loss =
        new QuernException(
            ErrorCode.CLUSTER,
            "Parameter server %d at %s:%d was lost"
                .formatted(server.index(), server.host(), server.port()));
    later(LOSS_TOLD_AFTER, () -> fail(loss));
  }

  /** Spark tries its task again, but perhaps there is no slot left for it. */
  private void workerLeft(RoleAddress worker) {
    later(
        settings.replacementTimeout(),
        () -> {
          if (lease.missing().contains(worker.name())) {
            fail(workerMissing(worker));
          }
        });
  }

  private QuernException workerMissing(RoleAddress worker) {
    return new QuernException(
            ErrorCode.CLUSTER,
            "Worker %d was lost and not replaced within %d s"
                .formatted(worker.index(), settings.replacementTimeout().toSeconds()))
        .withHint(
            "The application may have too few task slots left; see the Spark UI, or raise "
                + ClusterSettings.REPLACEMENT_TIMEOUT);
  }

  /** Does {@code action} after {@code delay}, unless this is closed before. */
  private void later(Duration delay, Runnable action) {
    CompletableFuture<Void> unused =
        ended
            .copy()
            .completeOnTimeout(false, delay.toMillis(), TimeUnit.MILLISECONDS)
            .thenAccept(
                over -> {
                  if (!over) {
                    action.run();
                  }
                });
  }

  /** What the tasks of this run's roles need; serializable. */
  public RunTicket ticket() {
    return lease.ticket();
  }

  /** Answers what roles ask through {@link RoleContext#ask}; call once, before roles start. */
  public void serve(ChannelHandler handler) {
    openChannel(ticket().trainingChannel(), handler);
  }

  private synchronized void openChannel(String name, ChannelHandler handler) {
    channels.add(DriverChannel.open(context.env().rpcEnv(), name, handler));
  }

  /** Starts the parameter servers: a Spark job of their own, or, on a local master, threads. */
  public synchronized void startServers(ServerProgram program) {
    if (context.isLocal()) {
      IntStream.range(0, shape.parameterServers())
          .forEach(index -> servers.add(startLocalServer(program, index)));
    } else {
      servers.add(start("parameter-servers", () -> runServerJob(program)));
    }
  }

  private CompletableFuture<Void> startLocalServer(ServerProgram program, int index) {
    return start(
        "parameter-server-" + index,
        () -> RoleRunner.run(ticket(), Role.PARAMETER_SERVER, index, new ServerRole(program)));
  }

  private Void runServerJob(ServerProgram program) {
    context.setJobDescription("Quern parameter servers of training " + ticket().runId());
    List<Integer> indices = IntStream.range(0, shape.parameterServers()).boxed().toList();
    JavaSparkContext.fromSparkContext(context)
        .parallelize(indices, indices.size())
        .foreachPartition(new ServerTask(ticket(), program));
    return null;
  }

  /**
   * Runs {@code body}, usually a Spark job, in a thread that acts as the one that opened this
   * cluster: same job group, properties, session, artifacts and user. Its failure is the cluster's.
   */
  public <T> CompletableFuture<T> start(String name, Callable<T> body) {
    CompletableFuture<T> result = threads.start(name, body);
    CompletableFuture<T> unused =
        result.whenComplete(
            (value, failed) -> {
              if (failed != null) {
                fail(JobFailure.explain(failed));
              }
            });
    return result;
  }

  /**
   * Waits until every role has registered, publishes the cluster to all and returns it.
   *
   * @throws QuernException {@code CLUSTER}, naming who is missing, after the time that {@code
   *     spark.quern.cluster.registrationTimeout} allows
   */
  public ClusterSpec awaitFormed() {
    ClusterSpec spec =
        await(lease.allRegistered(), settings.registrationTimeout(), this::rolesMissing);
    lease.publish(spec);
    return spec;
  }

  private QuernException rolesMissing() {
    List<String> missing = lease.missing();
    return new QuernException(
            ErrorCode.CLUSTER,
            "%d of %d roles did not register within %d s: %s"
                .formatted(
                    missing.size(),
                    shape.total(),
                    settings.registrationTimeout().toSeconds(),
                    String.join(", ", missing)))
        .withHint(
            "Other jobs may hold the task slots; see the Spark UI, or raise "
                + ClusterSettings.REGISTRATION_TIMEOUT);
  }

  /** Has one parameter server obey a command. */
  public CompletableFuture<byte[]> command(int server, byte[] command) {
    return control.command(server, command);
  }

  /** Has all parameter servers obey a command and waits; answers in the order of the servers. */
  public List<byte[]> commandAll(byte[] command) {
    return IntStream.range(0, shape.parameterServers())
        .mapToObj(server -> control.command(server, command))
        .toList()
        .stream()
        .map(this::await)
        .toList();
  }

  /** Waits for {@code wanted}, or throws the failure of the cluster. */
  public <T> T await(CompletableFuture<T> wanted) {
    return await(
        wanted,
        Duration.ofDays(366),
        () -> new QuernException(ErrorCode.CLUSTER, "The training takes longer than a year"));
  }

  private <T> T await(
      CompletableFuture<T> wanted, Duration timeout, Supplier<QuernException> onTimeout) {
    try {
      CompletableFuture.anyOf(wanted, failure).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (failure.isDone()) {
        throw failure.get();
      }
      return wanted.get();
    } catch (TimeoutException e) {
      throw onTimeout.get();
    } catch (ExecutionException e) {
      throw JobFailure.explain(e);
    } catch (InterruptedException e) {
      QuernException cancelled = JobFailure.explain(e);
      fail(cancelled);
      throw cancelled;
    }
  }

  /** Fails the whole cluster; only the first failure counts. */
  public void fail(QuernException reason) {
    if (!closing) {
      failure.complete(reason);
    }
  }

  /** Throws the failure of the cluster, if there is one. */
  public void checkHealthy() {
    if (failure.isDone()) {
      throw failure.join();
    }
  }

  /** Ends all roles, jobs and threads of the run and frees its slots. */
  @Override
  public void close() {
    closing = true;
    ended.complete(true);
    control.stop();
    if (!failure.isDone()) {
      Uninterrupted.run(this::awaitServersEnd);
    }
    lease.close();
    threads.cancelJobs("Training run " + ticket().runId() + " has ended");
    synchronized (this) {
      channels.forEach(DriverChannel::close);
    }
    threads.close();
    slots.close();
  }

  private void awaitServersEnd() {
    CompletableFuture<?>[] running;
    synchronized (this) {
      running = servers.toArray(CompletableFuture[]::new);
    }
    try {
      CompletableFuture.allOf(running).get(SERVERS_END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // they are made to end next
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
