package io.quern.runtime.train;

import io.quern.ps.TableConfig;
import java.util.List;

/**
 * The rows that a training's tables would have.
 *
 * @param having rows by table
 * @param waiting by table, keys that are counted and have no row yet
 */
record TableNeed(List<TableConfig> tables, List<Long> having, List<Long> waiting) {
  private static final int KEY_BYTES = 8;

  TableNeed {
    tables = List.copyOf(tables);
    having = List.copyOf(having);
    waiting = List.copyOf(waiting);
  }

  /** Of all tables. */
  long rows() {
    return having.stream().mapToLong(Long::longValue).sum();
  }

  /** Bytes off the heap of the fullest of so many servers. */
  long bytes(int servers) {
    long bytes = 0;
    for (int table = 0; table < tables.size(); table++) {
      bytes += tables.get(table).bytesFor(having.get(table), waiting.get(table), servers);
    }
    return bytes;
  }

  /** Bytes of all rows in the model's files. */
  double written() {
    double bytes = 0;
    for (int table = 0; table < tables.size(); table++) {
      double row = KEY_BYTES + (double) Float.BYTES * tables.get(table).width();
      bytes += having.get(table) * row;
    }
    return bytes;
  }

  /** Floats of a row's weights, on average. */
  double width() {
    return rows() == 0 ? 0 : (written() / rows() - KEY_BYTES) / Float.BYTES;
  }

  /** Whether some table has more rows than a table can. */
  boolean isTooLarge() {
    return having.stream().anyMatch(rows -> rows > TableConfig.mostRows());
  }
}
