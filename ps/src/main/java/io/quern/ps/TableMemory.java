package io.quern.ps;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.concurrent.atomic.LongAdder;

/** Off-heap memory for one table: allocates within the server's budget and counts. Thread-safe. */
final class TableMemory {
  private final String table;
  private final int server;
  private final MemoryBudget budget;
  private final LongAdder bytes = new LongAdder();
  private final LongAdder rows = new LongAdder();

  TableMemory(String table, int server, MemoryBudget budget) {
    this.table = table;
    this.server = server;
    this.budget = budget;
  }

  /**
   * Uninitialised memory.
   *
   * @throws QuernException {@code RESOURCE} when the server's limit or the machine forbids it
   */
  long allocate(long size) {
    if (!budget.take(size)) {
      throw exhausted(size, "the limit is " + budget.limit() + " bytes");
    }
    try {
      long address = Memory.allocate(size);
      bytes.add(size);
      return address;
    } catch (OutOfMemoryError e) {
      budget.giveBack(size);
      throw exhausted(size, "the operating system gives no more");
    }
  }

  void free(long address, long size) {
    Memory.free(address, size);
    bytes.add(-size);
    budget.giveBack(size);
  }

  /** The failure of a table that may not have {@code size} bytes more. */
  QuernException exhausted(long size, String reason) {
    return new QuernException(
            ErrorCode.RESOURCE,
            "Table '%s' on parameter server %d holds %d rows in %d bytes and needs %d bytes more,"
                    .formatted(table, server, rows(), bytes(), size)
                + " but "
                + reason)
        .withHint(
            "Raise spark.quern.ps.memoryLimit, or spark.executor.memoryOverhead where executors are"
                + " containers, or use more parameterServers.");
  }

  void countRow() {
    rows.increment();
  }

  void forgetRows(long count) {
    rows.add(-count);
  }

  long rows() {
    return rows.sum();
  }

  long bytes() {
    return bytes.sum();
  }
}
