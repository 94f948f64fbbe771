package io.quern.bench.kernels;

import java.util.Random;

/**
 * Which rows of a table the batches of a training touch: each a random {@value #ROWS} of the
 * table's {@value #TABLE_ROWS}, none twice, in random order. Uniform: the worst a cache can meet.
 */
final class RowBatches {
  static final int TABLE_ROWS = 1_000_000;
  static final int ROWS = 32_768;
  static final int WIDTH = 17;
  private static final int COUNT = 16;

  private final int[][] batches = new int[COUNT][];
  private int current;

  RowBatches() {
    Random random = new Random(5);
    int[] order = new int[TABLE_ROWS];
    for (int i = 0; i < TABLE_ROWS; i++) {
      order[i] = i;
    }
    for (int batch = 0; batch < COUNT; batch++) {
      for (int i = 0; i < ROWS; i++) {
        int j = i + random.nextInt(TABLE_ROWS - i);
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
      batches[batch] = java.util.Arrays.copyOf(order, ROWS);
    }
  }

  /** The rows of the current batch. */
  int[] rows() {
    return batches[current];
  }

  int index() {
    return current;
  }

  static int count() {
    return COUNT;
  }

  void advance() {
    current = (current + 1) % COUNT;
  }

  int[] rows(int batch) {
    return batches[batch];
  }
}
