package io.quern.ps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ParameterServerTest {
  private static final long LOW_KEY = 5;
  private static final long HIGH_KEY = -5;

  private final TestCluster cluster = TestCluster.of(2, TestCluster.sums(1));
  private final PsClient client = cluster.inProcess(3);

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void repeatedPushIsAcknowledgedWithoutEffect() {
    push(0, 0, 0, LOW_KEY);
    push(0, 0, 0, LOW_KEY);
    assertThat(weight(LOW_KEY)).isEqualTo(-1);
    assertThat(cluster.servers).allMatch(server -> server.clock() == 1);
  }

  @Test
  void pushAdvancesTheClockOfServersWithoutAKey() {
    push(0, 0, 0, HIGH_KEY);
    push(0, 0, 1, HIGH_KEY);
    assertThat(cluster.servers).allMatch(server -> server.clock() == 2);
    assertThat(cluster.servers.get(0).counters().rows()).isZero();
    assertThat(cluster.servers.get(1).counters().rows()).isEqualTo(1);
  }

  @Test
  void newAttemptBeginsAtStepZeroAndFencesTheOldOne() {
    push(0, 0, 7, LOW_KEY);
    push(0, 1, 0, LOW_KEY);
    assertThat(weight(LOW_KEY)).isEqualTo(-2);
    assertRefused(
        () -> push(0, 0, 8, LOW_KEY),
        "Push of worker 3, attempt 0 was refused: attempt 1 has replaced it");
    assertThat(weight(LOW_KEY)).isEqualTo(-2);
  }

  @Test
  void pushOfAnotherGenerationIsRefused() {
    assertRefused(
        () -> push(-1, 0, 0, LOW_KEY),
        "Push of worker 3 was refused: it belongs to generation -1 of the run, the server to 0");
    assertThat(cluster.servers.get(0).clock()).isZero();
  }

  @Test
  void pushThatFailedHalfWayIsNotAcknowledgedLater() {
    var config =
        new ParameterServerConfig(
            0, 1, cluster.servers.get(0).config().tables(), TestCluster.noDense(), 200, 0);
    try (var server = new ParameterServer(config);
        PsClient lonely = PsClients.inProcess(List.of(server), 3)) {
      var rows = new SparseRows(0, new long[] {LOW_KEY, HIGH_KEY}, 2, new float[] {1, 1});
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(
                () -> lonely.push(new PushStamp(0, 3, 0, 0), List.of(rows), new float[0]))
            .isInstanceOfSatisfying(
                QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE));
      }
      assertThat(server.clock()).isEqualTo(1);
    }
  }

  @Test
  void countsPerWorker() {
    weight(LOW_KEY);
    push(0, 0, 0, LOW_KEY);
    push(0, 0, 0, LOW_KEY);
    assertThat(cluster.servers.get(0).counters().workers())
        .containsExactly(new PsCounters.Worker(3, 1, 1, 1, 1));
  }

  @Test
  void eachKeyBelongsToOneServer() {
    assertThat(cluster.servers.get(0).owns(LOW_KEY)).isTrue();
    assertThat(cluster.servers.get(1).owns(LOW_KEY)).isFalse();
    assertThat(cluster.servers.get(0).owns(HIGH_KEY)).isFalse();
    assertThat(cluster.servers.get(1).owns(HIGH_KEY)).isTrue();
  }

  @Test
  void goesOnOnlyBeforeItHasBegun() throws IOException {
    push(0, 0, 0, LOW_KEY);
    var saved = new ByteArrayOutputStream();
    cluster.servers.get(0).save(saved);
    push(0, 0, 1, LOW_KEY);
    assertThatThrownBy(() -> load(cluster.servers.get(1), saved))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The server has begun already");
  }

  @Test
  void refusesStateOfAnotherMomentOrOtherTables() throws IOException {
    var early = new ByteArrayOutputStream();
    var late = new ByteArrayOutputStream();
    push(0, 0, 0, LOW_KEY);
    cluster.servers.get(0).save(early);
    push(0, 0, 1, LOW_KEY);
    cluster.servers.get(1).save(late);
    try (var target = TestCluster.of(1, TestCluster.sums(1));
        var wider = TestCluster.of(1, TestCluster.sums(2))) {
      load(target.servers.get(0), early);
      assertMisfit(
          () -> load(target.servers.get(0), late), "another moment than that of the other servers");
      assertMisfit(
          () -> load(wider.servers.get(0), early),
          "rows of another layout in table 'features' (1, not 2)");
    }
  }

  private static void load(ParameterServer server, ByteArrayOutputStream saved) throws IOException {
    server.load(new ByteArrayInputStream(saved.toByteArray()));
  }

  private static void assertMisfit(ThrowingCallable load, String found) {
    assertThatThrownBy(load)
        .isInstanceOfSatisfying(
            QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL))
        .hasMessage("The saved state does not fit this training: it has " + found);
  }

  private void push(int generation, int attempt, long step, long key) {
    var rows = new SparseRows(0, new long[] {key}, 1, new float[] {1});
    client.push(new PushStamp(generation, 3, attempt, step), List.of(rows), new float[0]);
  }

  private float weight(long key) {
    float[] value = new float[1];
    client.pull(new SparseRows(0, new long[] {key}, 1, value));
    return value[0];
  }

  private static void assertRefused(ThrowingCallable push, String message) {
    assertThatThrownBy(push)
        .isInstanceOfSatisfying(
            QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLUSTER))
        .hasMessage(message);
  }
}
