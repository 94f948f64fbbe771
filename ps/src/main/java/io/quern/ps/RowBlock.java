package io.quern.ps;

import java.util.Arrays;

/**
 * Scratch of one thread for one table: the rows it works on at a time, gathered into arrays so that
 * the update kernels run over long plain loops.
 */
final class RowBlock {
  private static final int MOST_ROWS = 64;
  private static final int VALUES = 4096;

  /** How many rows fit. */
  final int capacity;

  /** Addresses of the rows at hand. */
  final long[] rows;

  /** Where in the batch their keys are. */
  final int[] positions;

  /** {@code x[0]} weights, {@code x[1] …} state slots: the values of {@code capacity} rows each. */
  final float[][] x;

  /** {@code capacity × width} gradients. */
  final float[] gradients;

  /** By place in the batch, the row number that its key had when last pulled, or −1. */
  private int[] pulled = new int[0];

  RowBlock(RowLayout layout) {
    capacity = Math.max(1, Math.min(MOST_ROWS, VALUES / layout.width()));
    rows = new long[capacity];
    positions = new int[capacity];
    x = new float[1 + layout.slots()][];
    for (int slot = 0; slot < x.length; slot++) {
      x[slot] = new float[capacity * layout.valuesWidth(slot)];
    }
    gradients = new float[capacity * layout.width()];
  }

  /** Keeps the row number of the key at a place of the batch: its push follows. */
  void notePulled(int position, int row) {
    if (position >= pulled.length) {
      int size = pulled.length;
      pulled = Arrays.copyOf(pulled, Math.max(position + 1, size + size / 2));
      Arrays.fill(pulled, size, pulled.length, -1);
    }
    pulled[position] = row;
  }

  /**
   * What {@link #notePulled} kept, of this batch or an earlier one; −1 for nothing. A guess: the
   * row may be another key's by now, or gone.
   */
  int pulledRow(int position) {
    return position < pulled.length ? pulled[position] : -1;
  }
}
