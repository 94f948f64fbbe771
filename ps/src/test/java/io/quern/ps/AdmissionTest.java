package io.quern.ps;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.ps.Admission.Counting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdmissionTest {
  private static final long KEY = 77;

  @ParameterizedTest
  @EnumSource(Counting.class)
  void keyHasARowFromItsNthOccurrenceOn(Counting counting) {
    try (var cluster = TestCluster.of(1, table(4, counting));
        PsClient client = cluster.inProcess(0)) {
      assertThat(pull(client, KEY, 1)).containsOnly(0);
      push(client, 0, KEY);
      assertThat(pull(client, KEY, 2)).containsOnly(0);
      assertThat(rows(cluster)).isZero();
      float[] first = pull(client, KEY, 1);
      assertThat(first[1]).isNotZero();
      assertThat(rows(cluster)).isEqualTo(1);
      push(client, 1, KEY);
      assertThat(pull(client, KEY, 1)[1]).isEqualTo(first[1] - 0.1f);
      PsCounters counters = cluster.servers.get(0).counters();
      assertThat(counters.admitted()).isEqualTo(1);
      assertThat(counters.refused()).isEqualTo(2);
    }
  }

  @Test
  void occurrencesWithinABatchCount() {
    try (var cluster = TestCluster.of(1, table(4, Counting.EXACT));
        PsClient client = cluster.inProcess(0)) {
      assertThat(pull(client, KEY, 4)[1]).isNotZero();
    }
  }

  @Test
  void readingCountsNothing() {
    try (var cluster = TestCluster.of(1, table(2, Counting.EXACT));
        PsClient client = cluster.inProcess(0)) {
      var rows = new SparseRows(0, new long[] {KEY}, 1, new float[3]);
      for (int i = 0; i < 5; i++) {
        client.read(rows);
      }
      assertThat(pull(client, KEY, 1)).containsOnly(0);
    }
  }

  /** Decay of a dense training would have shrunk the initial weights by then. */
  @Test
  void rowBeginsAtTheStepThatAdmitsIt() {
    TableConfig plain = TestCluster.table(3, Rule.SGD, 0.1f, 0.5f);
    TableConfig table =
        TestCluster.table(plain, new Admission(2, Counting.EXACT, 0, 0), Eviction.NONE);
    try (var cluster = TestCluster.of(1, table);
        PsClient client = cluster.inProcess(0)) {
      for (int step = 0; step < 20; step++) {
        push(client, step, 1);
      }
      float[] expected = new float[3];
      new InitialWeights(table).fill(KEY, expected, 0);
      assertThat(pull(client, KEY, 2)).isEqualTo(expected);
      push(client, 20, 1);
      assertThat(pull(client, KEY, 1)[2]).isEqualTo(expected[2] * (1 - 0.1f * 0.5f));
    }
  }

  @ParameterizedTest
  @EnumSource(Counting.class)
  void countsSurviveAMoveToOtherServers(Counting counting) {
    try (var cluster = TestCluster.of(3, table(3, counting));
        PsClient client = cluster.inProcess(0)) {
      long[] keys = new Random(1).longs(500).toArray();
      for (long key : keys) {
        pull(client, key, 2);
      }
      try (var target = cluster.moveTo(2);
          PsClient moved = target.inProcess(0)) {
        assertThat(rows(target)).isZero();
        for (long key : keys) {
          assertThat(pull(moved, key, 1)[1]).isNotZero();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void exactCountsAreExactWhileKeysComeAndGo(int occurrences) {
    var memory = new TableMemory("features", 0, new MemoryBudget(1 << 30));
    var counts = new ExactCounts(memory);
    Map<Long, Integer> expected = new HashMap<>();
    var random = new Random(occurrences);
    for (int i = 0; i < 200_000; i++) {
      long key = random.nextInt(20_000) * 0x9E3779B97F4A7C15L >> 7;
      int seen = expected.merge(key, 1, Integer::sum);
      assertThat(counts.add(key, 1)).isEqualTo(seen);
      if (seen == occurrences) {
        counts.forget(key);
        expected.remove(key);
      }
    }
    assertThat(counts.savedBytes()).isEqualTo(4 + 9L * expected.size());
    counts.free();
    assertThat(memory.bytes()).isZero();
  }

  @Test
  void bloomFilterAdmitsNoKeyLateAndFewEarly() {
    int keys = 100_000;
    var memory = new TableMemory("features", 0, new MemoryBudget(1 << 30));
    var admission = new Admission(2, Counting.BLOOM, 64L * keys, 0.01);
    var counts = new BloomCounts(admission, memory);
    long[] seen = new Random(3).longs(keys).toArray();
    int early = 0;
    for (long key : seen) {
      early += counts.add(key, 1) > 1 ? 1 : 0;
    }
    for (long key : seen) {
      assertThat(counts.add(key, 1)).isGreaterThanOrEqualTo(2);
    }
    assertThat(early).isLessThan(keys / 100);
    assertThat(memory.bytes()).isBetween(9L * keys, 10L * keys);
    counts.free();
  }

  @Test
  void countsSaturateInsteadOfWrapping() {
    var memory = new TableMemory("features", 0, new MemoryBudget(1 << 20));
    for (KeyCounts counts :
        List.of(
            new ExactCounts(memory),
            new BloomCounts(new Admission(2, Counting.BLOOM, 1000, 0.1), memory))) {
      counts.add(KEY, 200);
      assertThat(counts.add(KEY, Integer.MAX_VALUE)).isEqualTo(255);
      assertThat(counts.add(KEY, 1)).isEqualTo(255);
      counts.free();
    }
  }

  private static TableConfig table(int occurrences, Counting counting) {
    return TestCluster.table(
        TestCluster.table(3, Rule.SGD, 0.1f, 0),
        new Admission(occurrences, counting, 10_000, 1e-4),
        Eviction.NONE);
  }

  private static long rows(TestCluster cluster) {
    return cluster.servers.stream().mapToLong(server -> server.counters().rows()).sum();
  }

  private static float[] pull(PsClient client, long key, int occurrences) {
    float[] values = {9, 9, 9};
    var seen = new Occurrences(new int[] {occurrences}, new int[1]);
    client.pull(new SparseRows(0, new long[] {key}, 1, values, seen));
    return values;
  }

  private static void push(PsClient client, long step, long key) {
    var rows = new SparseRows(0, new long[] {key}, 1, new float[] {1, 1, 0});
    client.push(new PushStamp(0, 0, 0, step), List.of(rows), new float[0]);
  }
}
