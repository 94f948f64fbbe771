package io.quern.ps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EvictionTest {
  private static final int WIDTH = 2;

  private long step;

  @ParameterizedTest
  @EnumSource(
      value = Rule.class,
      names = {"SGD", "ADAM", "FTRL"})
  void rowsUnseenForSoManyEpochsGo(Rule rule) {
    var eviction = new Eviction(2, 0, 0, Eviction.Score.PADDLE);
    try (var cluster = cluster(rule, eviction, 1);
        PsClient client = cluster.inProcess(0)) {
      train(client, 1, 2, 3);
      endEpoch(cluster);
      train(client, 2, 3);
      endEpoch(cluster);
      assertThat(keys(cluster)).containsExactly(1L, 2L, 3L);
      train(client, 3);
      endEpoch(cluster);
      assertThat(keys(cluster)).containsExactly(2L, 3L);
      endEpoch(cluster);
      assertThat(keys(cluster)).containsExactly(3L);
      assertThat(cluster.servers.get(0).counters().evicted()).isEqualTo(2);
    }
  }

  @Test
  void epochsBeforeAMoveCount() {
    var eviction = new Eviction(1, 0, 0, Eviction.Score.PADDLE);
    try (var cluster = cluster(Rule.ADAM, eviction, 2);
        PsClient client = cluster.inProcess(0)) {
      train(client, 1, -2);
      endEpoch(cluster);
      try (var target = cluster.moveTo(1);
          PsClient moved = target.inProcess(0)) {
        train(moved, -2);
        endEpoch(target);
        assertThat(keys(target)).containsExactly(-2L);
      }
    }
  }

  @Test
  void rowsOfASmallNormGo() {
    var eviction = new Eviction(0, 0.5f, 0, Eviction.Score.PADDLE);
    try (var cluster =
            TestCluster.of(
                1, TestCluster.table(TestCluster.sums(WIDTH), Admission.OF_ALL, eviction));
        PsClient client = cluster.inProcess(0)) {
      push(client, 1, new float[] {0.3f, -0.41f}, 1, 0);
      push(client, 2, new float[] {0.3f, -0.39f}, 1, 0);
      push(client, 3, new float[] {0, Float.NaN}, 1, 0);
      endEpoch(cluster);
      assertThat(keys(cluster)).containsExactly(1L, 3L);
    }
  }

  /** 1 × clicks + 0.1 × (shows − clicks), both fading by 0.98 first. */
  @Test
  void rowsOfALowScoreGo() {
    var eviction = new Eviction(0, 0, 0.8f, Eviction.Score.PADDLE);
    try (var cluster = cluster(Rule.SGD, eviction, 1);
        PsClient client = cluster.inProcess(0)) {
      push(client, 1, new float[WIDTH], 1, 1);
      push(client, 2, new float[WIDTH], 8, 0);
      push(client, 3, new float[WIDTH], 5, 0);
      push(client, 3, new float[WIDTH], 4, 0);
      for (int epoch = 1; epoch <= 5; epoch++) {
        endEpoch(cluster);
        assertThat(keys(cluster)).containsExactly(1L, 3L);
      }
      for (int epoch = 6; epoch <= 11; epoch++) {
        endEpoch(cluster);
      }
      assertThat(keys(cluster)).containsExactly(1L);
      endEpoch(cluster);
      assertThat(keys(cluster)).isEmpty();
    }
  }

  @Test
  void evictedRowBeginsAnewWhenItsKeyComesAgain() {
    var eviction = new Eviction(1, 0, 0, Eviction.Score.PADDLE);
    TableConfig plain = TestCluster.table(WIDTH, Rule.ADAM, 0.1f, 0.1f);
    TableConfig table = TestCluster.table(plain, Admission.OF_ALL, eviction);
    try (var cluster = TestCluster.of(1, table);
        PsClient client = cluster.inProcess(0)) {
      train(client, 1, 2);
      endEpoch(cluster);
      train(client, 2);
      endEpoch(cluster);
      float[] expected = new float[WIDTH];
      new InitialWeights(table).fill(1, expected, 0);
      assertThat(pull(client, 1)).isEqualTo(expected);
    }
  }

  @Test
  void keepsTheOthersAsTheyAreAndGivesMemoryBack() {
    var eviction = new Eviction(1, 0, 0, Eviction.Score.PADDLE);
    try (var cluster = cluster(Rule.LAZY_ADAM, eviction, 2);
        PsClient client = cluster.inProcess(0)) {
      long[] all = new Random(1).longs(30_000).toArray();
      long[] some = Arrays.copyOf(all, 10_000);
      train(client, all);
      endEpoch(cluster);
      train(client, some);
      float[] before = read(client, some);
      long bytes = bytes(cluster);
      endEpoch(cluster);
      assertThat(read(client, some)).isEqualTo(before);
      Set<Long> expected = new HashSet<>();
      Arrays.stream(some).forEach(expected::add);
      assertThat(keys(cluster)).isEqualTo(expected);
      assertThat(bytes(cluster)).isLessThan(bytes / 2);
      train(client, all);
      assertThat(keys(cluster)).hasSize(30_000);
    }
  }

  private static TestCluster cluster(Rule rule, Eviction eviction, int servers) {
    TableConfig plain = TestCluster.table(WIDTH, rule, 0.01f, 0);
    return TestCluster.of(servers, TestCluster.table(plain, Admission.OF_ALL, eviction));
  }

  private static void endEpoch(TestCluster cluster) {
    cluster.servers.forEach(ParameterServer::endEpoch);
  }

  private static Set<Long> keys(TestCluster cluster) {
    Set<Long> keys = new TreeSet<>();
    cluster.servers.forEach(server -> server.export(0, (key, weights) -> keys.add(key)));
    return keys;
  }

  private static long bytes(TestCluster cluster) {
    return cluster.servers.stream().mapToLong(server -> server.counters().bytes()).sum();
  }

  private void train(PsClient client, long... keys) {
    float[] values = new float[keys.length * WIDTH];
    var rows = new SparseRows(0, keys, keys.length, values);
    client.pull(rows);
    Arrays.fill(values, 0.1f);
    client.push(new PushStamp(0, 0, 0, step++), List.of(rows), new float[0]);
  }

  private void push(PsClient client, long key, float[] gradient, int shows, int clicks) {
    var seen = new Occurrences(new int[] {shows}, new int[] {clicks});
    var rows = new SparseRows(0, new long[] {key}, 1, gradient, seen);
    client.push(new PushStamp(0, 0, 0, step++), List.of(rows), new float[0]);
  }

  private static float[] pull(PsClient client, long key) {
    float[] values = new float[WIDTH];
    client.pull(new SparseRows(0, new long[] {key}, 1, values));
    return values;
  }

  private static float[] read(PsClient client, long[] keys) {
    float[] values = new float[keys.length * WIDTH];
    client.read(new SparseRows(0, keys, keys.length, values));
    return values;
  }
}
