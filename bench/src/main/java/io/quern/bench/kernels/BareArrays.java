package io.quern.bench.kernels;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The yardstick of a parameter server: rows of one Java array by their numbers, without keys, locks
 * or optimizer state.
 */
@State(Scope.Thread)
public class BareArrays {
  private static final int WIDTH = RowBatches.WIDTH;

  private RowBatches batches;
  private float[] table;
  private float[] values;

  /** Allocates. */
  @Setup
  public void allocate() {
    batches = new RowBatches();
    table = new float[RowBatches.TABLE_ROWS * WIDTH];
    values = new float[RowBatches.ROWS * WIDTH];
  }

  /** Copies rows out. */
  @Benchmark
  @OperationsPerInvocation(RowBatches.ROWS)
  public float[] gather() {
    batches.advance();
    int to = 0;
    for (int row : batches.rows()) {
      System.arraycopy(table, row * WIDTH, values, to, WIDTH);
      to += WIDTH;
    }
    return values;
  }

  /** Subtracts a step from each row: plain gradient descent. */
  @Benchmark
  @OperationsPerInvocation(RowBatches.ROWS)
  public float[] scatter() {
    batches.advance();
    int from = 0;
    for (int row : batches.rows()) {
      int to = row * WIDTH;
      for (int d = 0; d < WIDTH; d++) {
        table[to + d] -= 0.001f * values[from + d];
      }
      from += WIDTH;
    }
    return table;
  }
}
