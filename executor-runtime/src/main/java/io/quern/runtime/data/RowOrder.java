package io.quern.runtime.data;

/**
 * The order in which a worker sees its rows: as they are, or shuffled anew for each epoch. A
 * function of the rows, the seed and the epoch, so that a repeated epoch repeats its order.
 * Confined to one thread.
 */
public final class RowOrder {
  private final SlotBlocks rows;
  private int[] permutation = new int[0];

  /** The order the rows have. */
  public RowOrder(SlotBlocks rows) {
    this.rows = rows;
  }

  public int size() {
    return rows.size();
  }

  /** Shuffles: Fisher and Yates's method, each time from the order the rows have. */
  public void shuffle(long seed, int epoch) {
    if (permutation.length != rows.size()) {
      permutation = new int[rows.size()];
    }
    for (int i = 0; i < permutation.length; i++) {
      permutation[i] = i;
    }
    long state = Mix.of(Mix.of(seed) + epoch);
    for (int i = permutation.length - 1; i > 0; i--) {
      int j = below(i + 1, Mix.of(state++));
      int swapped = permutation[i];
      permutation[i] = permutation[j];
      permutation[j] = swapped;
    }
  }

  /**
   * Finds rows {@code from} to {@code to} of the order.
   *
   * @param block the first {@code to - from} are overwritten with indexes into {@link
   *     SlotBlocks#blocks()}
   * @param row likewise with rows of these blocks
   */
  public void locate(int from, int to, int[] block, int[] row) {
    for (int i = from; i < to; i++) {
      int index = permutation.length == 0 ? i : permutation[i];
      int found = rows.blockOf(index);
      block[i - from] = found;
      row[i - from] = rows.rowWithin(found, index);
    }
  }

  /** Maps 32 random bits to [0, bound). */
  private static int below(int bound, long random) {
    return (int) (((random >>> 32) * bound) >>> 32);
  }
}
