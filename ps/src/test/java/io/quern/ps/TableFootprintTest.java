package io.quern.ps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TableFootprintTest {
  private static final DenseConfig NO_DENSE =
      new DenseConfig(List.of(), new OptimizerConfig.Sgd(), new LearningRate(0.1f, 0));

  @ParameterizedTest
  @ValueSource(ints = {300, 3_000, 20_000, 100_000})
  void isWhatAServerTakesThatHasGrownRowByRow(int rows) {
    for (int width : new int[] {1, 9, 65}) {
      TableConfig table = table(width, Admission.OF_ALL);
      assertThat(table.bytesFor(rows, 0, 1) / (double) grown(table, rows, 1, 0))
          .as("%d rows of %d", rows, width)
          .isCloseTo(1, within(rows < 10_000 ? 0.15 : 0.05));
    }
  }

  @Test
  void tellsOfTheFullestServer() {
    TableConfig table = table(17, Admission.OF_ALL);
    for (int servers : new int[] {2, 3}) {
      long most = 0;
      for (int server = 0; server < servers; server++) {
        most = Math.max(most, grown(table, 60_000, servers, server));
      }
      assertThat(table.bytesFor(60_000, 0, servers) / (double) most).isCloseTo(1, within(0.05));
    }
  }

  @Test
  void countsKeysThatWaitForARow() {
    Admission second = new Admission(2, Admission.Counting.EXACT, 0, 0);
    TableConfig table = table(17, second);
    assertThat(table.bytesFor(0, 50_000, 1) / (double) grown(table, 50_000, 1, 0))
        .isCloseTo(1, within(0.3));
  }

  private static TableConfig table(int width, Admission admission) {
    return new TableConfig(
        "t",
        width,
        new RowInitializer(RowInitializer.Distribution.NORMAL, 0.01f, 1),
        7,
        new OptimizerConfig.Adam(0.9f, 0.999f, 1e-8f, true),
        new LearningRate(0.01f, 0),
        Penalty.NONE,
        admission,
        Eviction.NONE);
  }

  /** Bytes of one server that was asked for its share of so many keys. */
  private static long grown(TableConfig table, int rows, int servers, int server) {
    ParameterServerConfig config =
        new ParameterServerConfig(server, servers, List.of(table), NO_DENSE, Long.MAX_VALUE, 0);
    try (ParameterServer grown = new ParameterServer(config)) {
      long[] keys = new long[rows];
      int count = 0;
      for (int i = 1; i <= rows; i++) {
        long key = Buckets.hash(i) ^ Buckets.hash(i) >>> 29;
        if (grown.owns(key)) {
          keys[count++] = key;
        }
      }
      var workspace = new Workspace(config.tables());
      for (int from = 0; from < count; from += 1_000) {
        int size = Math.min(1_000, count - from);
        long[] some = Arrays.copyOfRange(keys, from, from + size);
        SparseRows asked = new SparseRows(0, some, size, new float[size * table.width()]);
        workspace.sort(asked);
        grown.pull(0, asked, workspace);
      }
      return grown.counters().bytes();
    }
  }
}
