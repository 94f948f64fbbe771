package io.quern.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.QuernException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.TestingServer;
import org.apache.spark.SparkContext;
import org.apache.zookeeper.KeeperException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterRegistryTest {
  /** Threads of Quern, Curator and ZooKeeper's client and server. */
  private static final Pattern REGISTRY_THREAD =
      Pattern.compile(
          "quern|Curator|NIOServer|NIOWorker|ProcessThread|SyncThread|SessionTracker|Expirer"
              + "|RequestThrottler|EventThread|SendThread");

  @Test
  void oneServerPerApplicationLeavesNothingBehindWhenTheApplicationEnds() throws Exception {
    Set<String> threadsBefore = registryThreads();
    List<Path> foldersBefore = registryFolders();
    SparkContext spark = LocalSpark.start("local[2]", Map.of());
    ClusterRegistry registry = ClusterRegistry.of(spark);
    assertThat(ClusterRegistry.of(spark)).isSameAs(registry);
    int port;
    try (RunLease lease = registry.lease("run", 0, new ClusterShape(1, 1));
        RoleLease role = RoleLease.join(lease.ticket())) {
      role.register(new RoleAddress(Role.WORKER, 0, 0, 0, "127.0.0.1", 0, ""));
      String connect = lease.ticket().connect();
      assertThat(connect).startsWith("127.0.0.1:");
      port = Integer.parseInt(connect.substring(connect.indexOf(':') + 1));
      assertThat(listens(port)).isTrue();
      assertThat(registryFolders()).hasSize(foldersBefore.size() + 1);
    }
    spark.stop();
    Awaitility.await()
        .atMost(10, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(registryThreads()).isSubsetOf(threadsBefore));
    assertThat(listens(port)).isFalse();
    assertThat(registryFolders()).isEqualTo(foldersBefore);
  }

  @Test
  void ourOwnServerIsClosedToStrangersFromItsRoot() {
    SparkContext spark = LocalSpark.start("local[1]", Map.of());
    try (RunLease lease = ClusterRegistry.of(spark).lease("run", 0, new ClusterShape(1, 1));
        CuratorFramework stranger =
            CuratorFrameworkFactory.newClient(lease.ticket().connect(), new RetryOneTime(1))) {
      stranger.start();
      assertThatThrownBy(() -> stranger.create().forPath("/mine"))
          .isInstanceOf(KeeperException.NoAuthException.class);
      assertThatThrownBy(() -> stranger.getChildren().forPath("/quern"))
          .isInstanceOf(KeeperException.NoAuthException.class);
    } finally {
      spark.stop();
    }
  }

  @Test
  void anOutsideZooKeeperIsUsedInsteadAndCleanedUp() throws Exception {
    try (TestingServer zookeeper = new TestingServer();
        CuratorFramework observer =
            CuratorFrameworkFactory.newClient(zookeeper.getConnectString(), new RetryOneTime(1))) {
      observer.start();
      SparkContext spark =
          LocalSpark.start(
              "local[2]", Map.of("spark.quern.zookeeper.connect", zookeeper.getConnectString()));
      String applicationId = spark.applicationId();
      try (RunLease lease = ClusterRegistry.of(spark).lease("run", 0, new ClusterShape(1, 1))) {
        assertThat(lease.ticket().connect()).isEqualTo(zookeeper.getConnectString());
        assertThat(observer.getChildren().forPath("/quern")).containsExactly(applicationId);
      }
      spark.stop();
      Awaitility.await()
          .atMost(10, TimeUnit.SECONDS)
          .until(() -> observer.getChildren().forPath("/quern").isEmpty());
    }
  }

  @Test
  void aWrongSettingIsTold() {
    SparkContext spark =
        LocalSpark.start("local[1]", Map.of("spark.quern.zookeeper.sessionTimeout", "soon"));
    try {
      assertThatThrownBy(() -> ClusterRegistry.of(spark))
          .isInstanceOf(QuernException.class)
          .hasMessage(
              "Setting 'spark.quern.zookeeper.sessionTimeout' expects a time between 1ms and 24d,"
                  + " found 'soon'");
    } finally {
      spark.stop();
    }
  }

  private static Set<String> registryThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> REGISTRY_THREAD.matcher(name).find())
        .collect(Collectors.toSet());
  }

  private static List<Path> registryFolders() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(System.getProperty("java.io.tmpdir")), 2)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("quern-registry-"))
          .sorted()
          .toList();
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
