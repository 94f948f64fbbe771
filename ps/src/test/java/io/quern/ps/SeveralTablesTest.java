package io.quern.ps;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.ps.Admission.Counting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Tables of rows of several widths beside each other are what each is alone. */
class SeveralTablesTest {
  private static final int STEPS = 40;
  private static final long[] KEYS = new Random(5).longs(300).toArray();

  private static final List<TableConfig> TABLES = List.of(table(5), table(2), table(1));

  private static TableConfig table(int width) {
    return TestCluster.table(
        TestCluster.table(width, Rule.ADAM, 0.02f, 0.001f),
        new Admission(2, Counting.EXACT, 0, 0),
        new Eviction(2, 0, 0.5f, Eviction.Score.PADDLE));
  }

  @Test
  void inOneProcess() {
    assertSameAsAlone(cluster -> cluster.inProcess(0));
  }

  @Test
  void throughSockets() {
    assertSameAsAlone(cluster -> cluster.remote(0));
  }

  private static void assertSameAsAlone(Function<TestCluster, PsClient> connect) {
    List<List<Float>> alone = new ArrayList<>();
    for (TableConfig table : TABLES) {
      alone.addAll(train(List.of(table), connect));
    }
    assertThat(train(TABLES, connect)).isEqualTo(alone);
  }

  /** By table all weights pulled and, at the end, exported; moved to fewer servers half-way. */
  private static List<List<Float>> train(
      List<TableConfig> tables, Function<TestCluster, PsClient> connect) {
    List<List<Float>> seen = new ArrayList<>();
    tables.forEach(table -> seen.add(new ArrayList<>()));
    try (var cluster = new TestCluster(3, tables, TestCluster.noDense())) {
      try (PsClient client = connect.apply(cluster)) {
        steps(cluster, client, 0, STEPS / 2, tables, seen);
      }
      try (var target = cluster.moveTo(2);
          PsClient client = connect.apply(target)) {
        steps(target, client, STEPS / 2, STEPS, tables, seen);
        export(target, seen);
      }
    }
    return seen;
  }

  private static void steps(
      TestCluster cluster,
      PsClient client,
      int from,
      int to,
      List<TableConfig> tables,
      List<List<Float>> seen) {
    for (int step = from; step < to; step++) {
      List<SparseRows> gradients = new ArrayList<>();
      for (int table = 0; table < tables.size(); table++) {
        gradients.add(gradients(client, step, table, tables.get(table).width(), seen.get(table)));
      }
      client.push(new PushStamp(0, 0, 0, step), gradients, new float[0]);
      if (step % 10 == 9) {
        cluster.servers.forEach(ParameterServer::endEpoch);
      }
    }
  }

  /** A function of step and width alone. */
  private static SparseRows gradients(
      PsClient client, int step, int table, int width, List<Float> seen) {
    var random = new Random(31L * step + width);
    long[] keys = random.ints(25, 0, KEYS.length).distinct().mapToLong(i -> KEYS[i]).toArray();
    var often = new Occurrences(new int[keys.length], new int[keys.length]);
    Arrays.fill(often.shows(), 1);
    Arrays.setAll(often.clicks(), i -> random.nextInt(2));
    var rows = new SparseRows(table, keys, keys.length, new float[keys.length * width], often);
    client.pull(rows);
    for (int i = 0; i < rows.values().length; i++) {
      seen.add(rows.values()[i]);
      rows.values()[i] = (float) random.nextGaussian();
    }
    return rows;
  }

  private static void export(TestCluster cluster, List<List<Float>> seen) {
    for (int table = 0; table < seen.size(); table++) {
      List<Float> exported = seen.get(table);
      for (ParameterServer server : cluster.servers) {
        server.export(
            table,
            (key, weights) -> {
              for (float weight : weights) {
                exported.add(weight);
              }
            });
      }
    }
  }
}
