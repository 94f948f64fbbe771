package io.quern.model.scoring;

import io.quern.model.bundle.SparseTable;

/**
 * Takes the values of some rows' slots, one slot after the other, in the order of slots. What it is
 * given is overwritten after the call.
 */
interface SlotTarget {
  /**
   * A slot whose values are table rows as they are stored.
   *
   * @param places by row: where in the table, or {@link SparseTable#ABSENT} for zeros
   */
  void stored(int slot, SparseTable table, long[] places, int size);

  /**
   * A slot whose values are made of table rows.
   *
   * @param linear by row
   * @param vectors {@code size × dim}
   */
  void pooled(int slot, double[] linear, double[] vectors, int size);
}
