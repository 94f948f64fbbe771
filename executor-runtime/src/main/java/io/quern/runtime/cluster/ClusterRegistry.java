package io.quern.runtime.cluster;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.util.Utils;

/**
 * The registry of one Spark application: an embedded ZooKeeper server, or the outside one that
 * {@code spark.quern.zookeeper.connect} names, and the application's session with it. Started by
 * the first training, closed when the application ends. Thread-safe.
 */
final class ClusterRegistry implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int SECRET_BYTES = 32;
  private static final Map<String, ClusterRegistry> registries = new ConcurrentHashMap<>();

  private final String applicationId;
  private final Optional<EmbeddedZooKeeper> server;
  private final RegistryAccess access;
  private final RegistryClient client;
  private final SlotLedger slots;

  private ClusterRegistry(
      String applicationId,
      Optional<EmbeddedZooKeeper> server,
      RegistryAccess access,
      RegistryClient client,
      SlotLedger slots) {
    this.applicationId = applicationId;
    this.server = server;
    this.access = access;
    this.client = client;
    this.slots = slots;
  }

  /** The application's registry, started if need be. */
  static ClusterRegistry of(SparkContext context) {
    return registries.computeIfAbsent(context.applicationId(), id -> start(id, context));
  }

  /** The application's registry, if it has one yet. */
  static Optional<ClusterRegistry> started(SparkContext context) {
    return Optional.ofNullable(registries.get(context.applicationId()));
  }

  private static ClusterRegistry start(String applicationId, SparkContext context) {
    SlotLedger slots = new SlotLedger(new SlotCapacity(context));
    ClusterRegistry registry = start(applicationId, context.getConf(), context.isLocal(), slots);
    context.addSparkListener(
        new SparkListener() {
          @Override
          public void onApplicationEnd(SparkListenerApplicationEnd end) {
            if (registries.remove(applicationId, registry)) {
              registry.close();
            }
          }
        });
    return registry;
  }

  private static ClusterRegistry start(
      String applicationId, SparkConf conf, boolean local, SlotLedger slots) {
    ClusterSettings settings = ClusterSettings.from(conf);
    int sessionMillis = (int) settings.sessionTimeout().toMillis();
    String secret = newSecret();
    if (settings.zookeeper().isPresent()) {
      String connect = settings.zookeeper().get();
      RegistryAccess access = new RegistryAccess(connect, secret, sessionMillis, false);
      return new ClusterRegistry(applicationId, Optional.empty(), access, connect(access), slots);
    }
    String host = local ? LOOPBACK : conf.get("spark.driver.host");
    String bindHost = local ? LOOPBACK : conf.get("spark.driver.bindAddress", host);
    EmbeddedZooKeeper server =
        EmbeddedZooKeeper.start(bindHost, sessionMillis, Path.of(Utils.getLocalDir(conf)));
    RegistryAccess access =
        new RegistryAccess(host + ":" + server.port(), secret, sessionMillis, true);
    boolean connected = false;
    try {
      RegistryClient client = connect(access);
      connected = true;
      return new ClusterRegistry(applicationId, Optional.of(server), access, client, slots);
    } finally {
      if (!connected) {
        server.close();
      }
    }
  }

  private static RegistryClient connect(RegistryAccess access) {
    RegistryClient client;
    try {
      client = RegistryClient.connect(access);
    } catch (InterruptedException e) {
      throw RegistryClient.interrupted("connect", e);
    }
    boolean locked = !access.embedded();
    try {
      if (!locked) {
        client.lockRoot();
        locked = true;
      }
      return client;
    } finally {
      if (!locked) {
        client.close();
      }
    }
  }

  private static String newSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }

  /** Opens the lease of a run. */
  RunLease lease(String runId, int generation, ClusterShape shape) {
    try {
      return RunLease.open(access.ticket(applicationId, runId, generation), shape);
    } catch (InterruptedException e) {
      throw RegistryClient.interrupted("connect", e);
    }
  }

  /** The task slots that trainings of this application hold. */
  SlotLedger slots() {
    return slots;
  }

  @Override
  public void close() {
    if (server.isEmpty()) {
      client.deleteQuietly(RunPaths.ROOT + "/" + applicationId);
    }
    client.close();
    server.ifPresent(EmbeddedZooKeeper::close);
  }
}
