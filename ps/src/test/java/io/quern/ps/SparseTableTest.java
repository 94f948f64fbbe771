package io.quern.ps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SparseTableTest {

  @Test
  void findsEveryRowAgainWhileItGrows() {
    TableConfig table = TestCluster.table(3, Rule.SGD, 1, 0);
    var initial = new InitialWeights(table);
    try (var cluster = TestCluster.of(2, table);
        PsClient client = cluster.inProcess(0)) {
      var random = new Random(11);
      long[] keys = random.longs(100_000).toArray();
      for (int from = 0; from < keys.length; from += 1000) {
        pull(client, Arrays.copyOfRange(keys, from, from + 1000), 3);
        long[] earlier = random.ints(500, 0, from + 1000).mapToLong(i -> keys[i]).toArray();
        float[] values = read(client, earlier, 3);
        float[] expected = new float[3];
        for (int i = 0; i < earlier.length; i++) {
          initial.fill(earlier[i], expected, 0);
          assertThat(Arrays.copyOfRange(values, 3 * i, 3 * i + 3)).isEqualTo(expected);
        }
      }
      long rows = cluster.servers.stream().mapToLong(server -> server.counters().rows()).sum();
      assertThat(rows).isEqualTo(100_000);
    }
  }

  @Test
  void copesWithKeysThatAreNotMixed() {
    try (var cluster = TestCluster.of(1, TestCluster.table(2, Rule.SGD, 1, 0));
        PsClient client = cluster.inProcess(0)) {
      long[] keys = LongStream.range(-50_000, 50_000).toArray();
      assertThat(pull(client, keys, 2)).isEqualTo(read(client, keys, 2));
      assertThat(cluster.servers.get(0).counters().rows()).isEqualTo(100_000);
    }
  }

  @Test
  void readInsertsNothing() {
    try (var cluster = TestCluster.of(1, TestCluster.table(4, Rule.ADAM, 1, 0.1f));
        PsClient client = cluster.inProcess(0)) {
      assertThat(read(client, new long[] {1, -1}, 4)).containsOnly(0);
      assertThat(cluster.servers.get(0).counters().rows()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "17, LAZY_ADAM",
    "17, ADAM",
    "17, SGD",
    "17, ROW_WISE_ADAGRAD",
    "17, FTRL",
    "11, ADAGRAD",
    "11, MOMENTUM",
    "1, ADAM"
  })
  void usesLittleMoreMemoryThanItsPayloadAtAnySize(int width, Rule rule) {
    TableConfig table = TestCluster.table(width, rule, 0.1f, 0);
    try (var cluster = TestCluster.of(1, table);
        PsClient client = cluster.inProcess(0)) {
      var random = new Random(5);
      int rowBytes = table.rowBytes();
      pull(client, random.longs(20_000).toArray(), width);
      for (int rows = 20_000; rows < 200_000; rows += 2_000) {
        double ratio = cluster.servers.get(0).counters().bytes() / ((double) rows * rowBytes);
        assertThat(ratio).as("at %d rows", rows).isLessThan(1.35);
        pull(client, random.longs(2_000).toArray(), width);
      }
    }
  }

  @Test
  void staysSmallWhereFewRowsAre() {
    try (var cluster = TestCluster.of(1, TestCluster.table(17, Rule.LAZY_ADAM, 0.1f, 0));
        PsClient client = cluster.inProcess(0)) {
      pull(client, new Random(5).longs(100).toArray(), 17);
      assertThat(cluster.servers.get(0).counters().bytes()).isLessThan(128 * 1024);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64})
  void exportVisitsRowsInUnsignedKeyOrder(int servers) {
    try (var cluster = TestCluster.of(servers, TestCluster.table(2, Rule.SGD, 1, 0));
        PsClient client = cluster.inProcess(0)) {
      long[] keys = new Random(5).longs(5000).toArray();
      pull(client, keys, 2);
      List<Long> visited = new ArrayList<>();
      for (ParameterServer server : cluster.servers) {
        server.export(0, (key, weights) -> visited.add(key));
      }
      List<Long> expected = new ArrayList<>();
      Arrays.stream(keys).forEach(expected::add);
      expected.sort(Long::compareUnsigned);
      assertThat(visited).isEqualTo(expected);
    }
  }

  @Test
  void refusesToExceedItsMemoryLimit() {
    TableConfig table = TestCluster.table(17, Rule.LAZY_ADAM, 0.1f, 0);
    var config = new ParameterServerConfig(0, 1, List.of(table), TestCluster.noDense(), 5_000, 0);
    try (var server = new ParameterServer(config);
        PsClient client = PsClients.inProcess(List.of(server), 0)) {
      pull(client, new long[] {1, 1L << 60}, 17);
      assertThatThrownBy(() -> pull(client, new long[] {1L << 61}, 17))
          .isInstanceOfSatisfying(
              QuernException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE);
                assertThat(e)
                    .hasMessage(
                        "Table 'features' on parameter server 0 holds 2 rows in 3788 bytes and"
                            + " needs 1696 bytes more, but the limit is 5000 bytes");
                assertThat(e.hint())
                    .hasValue(
                        "Raise spark.quern.ps.memoryLimit, or spark.executor.memoryOverhead where"
                            + " executors are containers, or use more parameterServers.");
              });
      assertThat(pull(client, new long[] {1}, 17)).hasSize(17);
    }
  }

  @Test
  void freesAllMemoryOnClose() {
    long before = Memory.allocated();
    try (var cluster = TestCluster.of(2, TestCluster.table(8, Rule.ADAM, 0.1f, 0));
        PsClient client = cluster.inProcess(0)) {
      pull(client, new Random(5).longs(30_000).toArray(), 8);
      long bytes = cluster.servers.stream().mapToLong(s -> s.counters().bytes()).sum();
      assertThat(Memory.allocated() - before).isEqualTo(bytes).isGreaterThan(30_000 * 100);
      cluster.close();
      assertThat(cluster.servers.get(0).counters().bytes()).isZero();
      assertThat(cluster.servers.get(0).counters().rows()).isZero();
    }
    assertThat(Memory.allocated()).isEqualTo(before);
  }

  @Test
  void refusesCallsOnceClosed() {
    var cluster = TestCluster.of(1, TestCluster.table(8, Rule.ADAM, 0.1f, 0));
    try (PsClient client = cluster.inProcess(0)) {
      cluster.close();
      assertThatThrownBy(() -> pull(client, new long[] {1}, 8))
          .hasMessage("The parameter server is closed");
    }
  }

  private static float[] pull(PsClient client, long[] keys, int width) {
    float[] values = new float[keys.length * width];
    client.pull(new SparseRows(0, keys, keys.length, values));
    return values;
  }

  private static float[] read(PsClient client, long[] keys, int width) {
    float[] values = new float[keys.length * width];
    client.read(new SparseRows(0, keys, keys.length, values));
    return values;
  }
}
