package io.quern.runtime.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.curator.retry.RetryNTimes;
import org.apache.curator.utils.ThreadUtils;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ZooKeeper session of one member. Every node it creates is for holders of the application's
 * secret only; alone {@code /quern} of an outside ZooKeeper is shared among applications.
 * Thread-safe.
 */
final class RegistryClient implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RegistryClient.class);
  private static final int RETRIES = 3;
  private static final int MILLIS_BETWEEN_RETRIES = 200;

  private final CuratorFramework curator;
  private final ExecutorService notifier;

  private RegistryClient(CuratorFramework curator, ExecutorService notifier) {
    this.curator = curator;
    this.notifier = notifier;
  }

  /** Opens a session; {@code CLUSTER} when ZooKeeper does not answer in time. */
  static RegistryClient connect(RunTicket access) throws InterruptedException {
    return connect(
        new RegistryAccess(
            access.connect(),
            access.secret(),
            access.sessionTimeoutMillis(),
            access.quernManaged()));
  }

  static RegistryClient connect(RegistryAccess access) throws InterruptedException {
    QuietLogs.apply();
    // Curator makes such a thread of its own if it is given none, and never ends it.
    ExecutorService notifier =
        Executors.newSingleThreadExecutor(ThreadUtils.newThreadFactory("quern-registry-notifier"));
    CuratorFramework curator =
        CuratorFrameworkFactory.builder()
            .connectString(access.connect())
            .sessionTimeoutMs(access.sessionTimeoutMillis())
            .connectionTimeoutMs(access.sessionTimeoutMillis())
            .retryPolicy(new RetryNTimes(RETRIES, MILLIS_BETWEEN_RETRIES))
            .authorization("digest", ("quern:" + access.secret()).getBytes(UTF_8))
            .aclProvider(new SecretAcl(access.embedded()))
            .zkClientConfig(clientConfig(access.embedded()))
            .ensembleTracker(false)
            .runSafeService(notifier)
            .build();
    curator.start();
    RegistryClient client = new RegistryClient(curator, notifier);
    boolean connected = false;
    try {
      connected = curator.blockUntilConnected(access.sessionTimeoutMillis(), TimeUnit.MILLISECONDS);
    } finally {
      if (!connected) {
        client.close();
      }
    }
    if (!connected) {
      throw unreachable(access);
    }
    return client;
  }

  private static QuernException unreachable(RegistryAccess access) {
    return new QuernException(
            ErrorCode.CLUSTER,
            "ZooKeeper at '%s' does not answer within %d ms"
                .formatted(access.connect(), access.sessionTimeoutMillis()))
        .withHint(
            access.embedded()
                ? "Executors must reach the driver's host; check spark.driver.host"
                : "Check " + ClusterSettings.ZOOKEEPER);
  }

  private static ZKClientConfig clientConfig(boolean embedded) {
    ZKClientConfig config = new ZKClientConfig();
    if (embedded) {
      // A JAAS login of the surrounding application is not meant for our own server.
      config.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
    }
    return config;
  }

  CuratorFramework curator() {
    return curator;
  }

  /** Creates a folder and those above it; ZooKeeper removes them some time after they empty. */
  void createFolders(String path) {
    call(
        "create " + path,
        () -> {
          try {
            return curator
                .create()
                .creatingParentContainersIfNeeded()
                .withMode(CreateMode.CONTAINER)
                .forPath(path, new byte[0]);
          } catch (KeeperException.NodeExistsException e) {
            return path;
          }
        });
  }

  /** What became of {@link #createEphemeral}. */
  enum Creation {
    CREATED,
    /** Another session's node is there. */
    TAKEN,
    /** The folder is not there. */
    NO_FOLDER
  }

  /** Creates a node that lives as long as this session. */
  Creation createEphemeral(String path, byte[] data) {
    return call("create " + path, () -> tryCreateEphemeral(path, data));
  }

  private Creation tryCreateEphemeral(String path, byte[] data) throws Exception {
    try {
      curator.create().withMode(CreateMode.EPHEMERAL).forPath(path, data);
      return Creation.CREATED;
    } catch (KeeperException.NoNodeException e) {
      return Creation.NO_FOLDER;
    } catch (KeeperException.NodeExistsException e) {
      // A retry after a lost connection finds what the first try made.
      Stat there = curator.checkExists().forPath(path);
      long session = curator.getZookeeperClient().getZooKeeper().getSessionId();
      return there != null && there.getEphemeralOwner() == session
          ? Creation.CREATED
          : Creation.TAKEN;
    }
  }

  boolean exists(String path) {
    return call("look up " + path, () -> curator.checkExists().forPath(path) != null);
  }

  /** Deletes a node and all below it, if it is there. */
  void delete(String path) {
    call(
        "delete " + path,
        () -> {
          try {
            curator.delete().deletingChildrenIfNeeded().forPath(path);
          } catch (KeeperException.NoNodeException e) {
            // gone already
          }
          return path;
        });
  }

  /** Closes the root of our own server to everybody without the secret. */
  void lockRoot() {
    call(
        "protect the root",
        () -> curator.setACL().withACL(ZooDefs.Ids.CREATOR_ALL_ACL).forPath("/"));
  }

  /** Runs one ZooKeeper request and words its failure. */
  <T> T call(String what, RegistryCall<T> request) {
    try {
      return request.run();
    } catch (KeeperException.NoAuthException e) {
      throw new QuernException(
          ErrorCode.CLUSTER, "The cluster registry refuses to %s: wrong secret".formatted(what), e);
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    } catch (QuernException e) {
      throw e;
    } catch (Exception e) {
      throw new QuernException(
          ErrorCode.CLUSTER,
          "The cluster registry failed to %s: %s".formatted(what, e.getMessage()),
          e);
    }
  }

  static QuernException interrupted(String what, InterruptedException cause) {
    return new QuernException(
        ErrorCode.CANCELLED, "Interrupted while the cluster registry tried to " + what, cause);
  }

  /**
   * Deletes without failing and without waiting for a registry that is out of reach: then the
   * deletion follows when it is back, or with the end of the session.
   */
  void deleteQuietly(String path) {
    try {
      if (curator.getZookeeperClient().isConnected()) {
        delete(path);
      } else {
        curator.delete().guaranteed().deletingChildrenIfNeeded().inBackground().forPath(path);
      }
    } catch (Exception e) { // Curator's signature
      log.debug("{} is left to ZooKeeper's own clean-up", path, e);
    }
  }

  @Override
  public void close() {
    curator.close();
    notifier.shutdownNow();
  }

  /** A request that may fail in ZooKeeper's ways. */
  @FunctionalInterface
  interface RegistryCall<T> {
    T run() throws Exception;
  }

  private record SecretAcl(boolean embedded) implements ACLProvider {
    /** Others may add their application's folder and remove it when it is empty, no more. */
    private static final List<ACL> SHARED =
        Collections.singletonList( // ZooKeeper asks the list for null, which List.of refuses
            new ACL(
                ZooDefs.Perms.READ | ZooDefs.Perms.CREATE | ZooDefs.Perms.DELETE,
                ZooDefs.Ids.ANYONE_ID_UNSAFE));

    @Override
    public List<ACL> getDefaultAcl() {
      return ZooDefs.Ids.CREATOR_ALL_ACL;
    }

    @Override
    public List<ACL> getAclForPath(String path) {
      return path.equals(RunPaths.ROOT) && !embedded ? SHARED : ZooDefs.Ids.CREATOR_ALL_ACL;
    }
  }
}
