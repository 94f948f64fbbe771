package io.quern.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.QuernException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.KillSession;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.KeeperException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Leases over an outside ZooKeeper: a real server that can be killed. */
@Timeout(60)
class RunLeaseTest {
  private static final String APPLICATION = "app-1";
  private static final int SESSION_MILLIS = 4_000;
  private static final Duration SOON = Duration.ofSeconds(10);

  private TestingServer zookeeper;
  private RegistryAccess access;
  private RegistryClient driver;

  @BeforeEach
  void start() throws Exception {
    zookeeper = new TestingServer();
    access = new RegistryAccess(zookeeper.getConnectString(), "secret", SESSION_MILLIS, false);
    driver = RegistryClient.connect(access);
  }

  @AfterEach
  void stop() throws Exception {
    driver.close();
    zookeeper.close();
  }

  private RunLease lease(String runId, int workers) throws InterruptedException {
    return RunLease.open(access.ticket(APPLICATION, runId, 0), new ClusterShape(1, workers));
  }

  private static RoleAddress role(Role role, int index, int attempt) {
    return new RoleAddress(role, index, attempt, 0, "127.0.0.1", 4_000 + index, "id");
  }

  private static void awaitLoss(RoleLease role, String reason) throws Exception {
    assertThat(role.lost().get(SOON.toMillis(), TimeUnit.MILLISECONDS)).hasMessage(reason);
  }

  @Test
  void publishesTheClusterOnceEverybodyIsIn() throws Exception {
    try (RunLease lease = lease("run", 2);
        RoleLease server = RoleLease.join(lease.ticket());
        RoleLease first = RoleLease.join(lease.ticket());
        RoleLease second = RoleLease.join(lease.ticket())) {
      second.register(role(Role.WORKER, 1, 0));
      server.register(role(Role.PARAMETER_SERVER, 0, 0));
      assertThat(lease.allRegistered()).isNotDone();
      first.register(role(Role.WORKER, 0, 0));
      ClusterSpec spec = lease.allRegistered().get(SOON.toSeconds(), TimeUnit.SECONDS);
      lease.publish(spec);
      assertThat(second.cluster().get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(spec);
      assertThat(spec.workers()).containsExactly(role(Role.WORKER, 0, 0), role(Role.WORKER, 1, 0));
    }
  }

  @Test
  void theEndOfTheLeaseStopsRolesWithinSeconds() throws Exception {
    RunLease lease = lease("run", 1);
    try (RoleLease role = RoleLease.join(lease.ticket())) {
      role.register(role(Role.WORKER, 0, 0));
      CompletableFuture<Void> told = new CompletableFuture<>();
      role.onLost(() -> told.complete(null));
      lease.close();
      told.get(SOON.toSeconds(), TimeUnit.SECONDS);
      awaitLoss(role, "Training run 'run' has ended");
      assertThat(role.isRunEnded()).isTrue();
      assertThat(driver.exists(RunPaths.of(lease.ticket()).run())).isFalse();
    }
    assertThatThrownBy(() -> RoleLease.join(lease.ticket()))
        .isInstanceOf(QuernException.class)
        .hasMessage("Training run 'run' has ended");
  }

  @Test
  void theDeathOfTheDriverStopsRoles() throws Exception {
    RegistryClient other = RegistryClient.connect(access);
    RunLease lease =
        RunLease.open(other, access.ticket(APPLICATION, "run", 0), new ClusterShape(1, 1));
    try (RoleLease role = RoleLease.join(lease.ticket())) {
      other.close(); // the session goes, as it does when the process dies
      awaitLoss(role, "Training run 'run' has ended");
    }
  }

  @Test
  void aNewerAttemptFencesTheOlderOne() throws Exception {
    try (RunLease lease = lease("run", 1);
        RoleLease older = RoleLease.join(lease.ticket());
        RoleLease newer = RoleLease.join(lease.ticket())) {
      older.register(role(Role.WORKER, 0, 0));
      newer.register(role(Role.WORKER, 0, 1));
      awaitLoss(older, "Worker 0 was replaced by attempt 1");
      newer.checkHeld();
      try (RoleLease late = RoleLease.join(lease.ticket())) {
        assertThatThrownBy(() -> late.register(role(Role.WORKER, 0, 0)))
            .isInstanceOf(QuernException.class)
            .hasMessage("Worker 0 was replaced by attempt 1");
      }
      assertThat(lease.missing()).containsExactly("parameter server 0");
    }
  }

  @Test
  void aSecondRegistrationOfOneAttemptIsRefused() throws Exception {
    try (RunLease lease = lease("run", 1);
        RoleLease role = RoleLease.join(lease.ticket());
        RoleLease twin = RoleLease.join(lease.ticket())) {
      role.register(role(Role.PARAMETER_SERVER, 0, 0));
      assertThatThrownBy(() -> twin.register(role(Role.PARAMETER_SERVER, 0, 0)))
          .isInstanceOf(QuernException.class)
          .hasMessage("Parameter server 0 is registered already, attempt 0");
    }
  }

  @Test
  void aLaterAttemptStandsByWhileTheOlderOneLives() throws Exception {
    try (RunLease lease = lease("run", 1);
        RoleLease copy = RoleLease.join(lease.ticket())) {
      RoleLease original = RoleLease.join(lease.ticket());
      original.register(role(Role.PARAMETER_SERVER, 0, 0));
      CompletableFuture<Void> standBy =
          CompletableFuture.runAsync(
              () -> {
                try {
                  copy.awaitOlderSiblingsGone(Role.PARAMETER_SERVER, 0, 1);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      original.checkHeld();
      assertThat(standBy).isNotDone();
      original.close();
      standBy.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Test
  void anAttemptOfANewerStageAttemptTakesOverAtOnce() throws Exception {
    int newer = TaskAttempt.number(1, 0);
    try (RunLease lease = lease("run", 1);
        RoleLease original = RoleLease.join(lease.ticket());
        RoleLease resubmitted = RoleLease.join(lease.ticket())) {
      original.register(role(Role.WORKER, 0, 0));

      resubmitted.awaitOlderSiblingsGone(Role.WORKER, 0, newer);
      resubmitted.register(role(Role.WORKER, 0, newer));

      assertThat(original.lost().get(SOON.toSeconds(), TimeUnit.SECONDS))
          .hasMessage("Worker 0 was replaced by attempt 1000");
    }
  }

  @Test
  void aRoleOfAnotherGenerationIsTurnedAway() throws Exception {
    try (RunLease lease = lease("run", 1)) {
      assertThatThrownBy(() -> RoleLease.join(access.ticket(APPLICATION, "run", 1)))
          .isInstanceOf(QuernException.class)
          .hasMessage("Generation 1 of the run has been replaced");
      assertThat(lease.missing()).hasSize(2);
    }
  }

  @Test
  void theDriverLearnsThatARoleLeft() throws Exception {
    CompletableFuture<RoleAddress> left = new CompletableFuture<>();
    try (RunLease lease = lease("run", 1)) {
      lease.onRoleLeft(left::complete);
      RoleLease role = RoleLease.join(lease.ticket());
      role.register(role(Role.PARAMETER_SERVER, 0, 0));
      role.close();
      assertThat(left.get(SOON.toSeconds(), TimeUnit.SECONDS))
          .isEqualTo(role(Role.PARAMETER_SERVER, 0, 0));
    }
  }

  @Test
  void runsDoNotSeeOneAnother() throws Exception {
    try (RunLease one = lease("one", 1);
        RunLease two = lease("two", 1);
        RoleLease roleOfOne = RoleLease.join(one.ticket());
        RoleLease roleOfTwo = RoleLease.join(two.ticket())) {
      roleOfOne.register(role(Role.WORKER, 0, 0));
      roleOfTwo.register(role(Role.PARAMETER_SERVER, 0, 0));
      one.close();
      awaitLoss(roleOfOne, "Training run 'one' has ended");
      roleOfTwo.checkHeld();
      assertThat(two.missing()).containsExactly("worker 0");
    }
  }

  @Test
  void aRunIsHeldByOneDriverOnly() throws Exception {
    try (RunLease lease = lease("run", 1)) {
      assertThatThrownBy(() -> RunLease.open(lease.ticket(), new ClusterShape(1, 1)))
          .isInstanceOf(QuernException.class)
          .hasMessage("Training run 'run' is held already");
    }
  }

  @Test
  void nobodyReadsOrWritesWithoutTheSecret() throws Exception {
    try (RunLease lease = lease("run", 1);
        CuratorFramework stranger =
            CuratorFrameworkFactory.newClient(zookeeper.getConnectString(), new RetryOneTime(1))) {
      stranger.start();
      RunPaths paths = RunPaths.of(lease.ticket());
      assertThatThrownBy(() -> stranger.getData().forPath(paths.lease()))
          .isInstanceOf(KeeperException.NoAuthException.class);
      assertThatThrownBy(() -> stranger.getChildren().forPath(paths.roles()))
          .isInstanceOf(KeeperException.NoAuthException.class);
      assertThatThrownBy(() -> stranger.create().forPath(paths.roles() + "/x"))
          .isInstanceOf(KeeperException.NoAuthException.class);
      RegistryAccess wrong = new RegistryAccess(access.connect(), "guessed", SESSION_MILLIS, false);
      assertThatThrownBy(() -> RoleLease.join(wrong.ticket(APPLICATION, "run", 0)))
          .isInstanceOf(QuernException.class);
      lease.ticket();
      assertThat(lease.lost()).isNotDone();
    }
  }

  @Test
  void aKilledSessionEndsItsRoleOnly() throws Exception {
    try (RunLease lease = lease("run", 2);
        RegistryClient client = RegistryClient.connect(access)) {
      RoleLease other = RoleLease.join(lease.ticket());
      RoleLease role = RoleLease.join(lease.ticket(), client);
      role.register(role(Role.WORKER, 0, 0));
      KillSession.kill(client.curator().getZookeeperClient().getZooKeeper());
      awaitLoss(role, "The connection to the cluster registry was lost");
      other.checkHeld();
      other.close();
      role.close();
    }
  }

  @Test
  void aKilledRegistryEndsDriverAndRoles() throws Exception {
    try (RunLease lease = lease("run", 1);
        RoleLease role = RoleLease.join(lease.ticket())) {
      zookeeper.stop();
      assertThat(role.lost().get(2L * SESSION_MILLIS, TimeUnit.MILLISECONDS))
          .hasMessage("The connection to the cluster registry was lost");
      assertThat(lease.lost().get(SESSION_MILLIS, TimeUnit.MILLISECONDS))
          .hasMessage("The driver's connection to the cluster registry was lost");
      assertThat(role.isSuspended()).isTrue();
    }
  }

  @Test
  void anUnreachableRegistryIsToldWithItsAddress() {
    RegistryAccess nowhere = new RegistryAccess("127.0.0.1:1", "secret", 500, false);
    assertThatThrownBy(() -> RegistryClient.connect(nowhere))
        .isInstanceOfSatisfying(
            QuernException.class,
            e -> {
              assertThat(e).hasMessage("ZooKeeper at '127.0.0.1:1' does not answer within 500 ms");
              assertThat(e.hint()).hasValue("Check spark.quern.zookeeper.connect");
            });
  }
}
