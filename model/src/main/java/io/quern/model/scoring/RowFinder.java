package io.quern.model.scoring;

import io.quern.model.bundle.SparseTable;

/**
 * Where the rows of one slot's keys are. Remembers the answers to the keys that came last, in as
 * many places as the low bits of a key name: in a click log most values of a column are a few
 * frequent ones, and a search through memory that no cache holds is what a prediction waits for
 * most. Keys that are not remembered are searched for together. Confined to one thread.
 */
final class RowFinder {
  /** Remembered by all finders of a scorer together; 16 bytes each, which the L2 cache holds. */
  private static final int ALL_REMEMBERED = 1 << 17;

  private static final int MOST_REMEMBERED = 1 << 11;
  private static final int LEAST_REMEMBERED = 1 << 5;

  private final RowSearch search;
  private final int mask;

  /** A key and its place, side by side. */
  private final long[] remembered;

  private long[] missed = new long[0];

  /** By missed key, where it was asked for. */
  private int[] askedAt = new int[0];

  /** Keeps the touching alive. */
  @SuppressWarnings("UnusedVariable")
  private long touched;

  /**
   * @param finders of the same scorer
   */
  RowFinder(RowSearch search, int finders) {
    this.search = search;
    int share = Integer.highestOneBit(ALL_REMEMBERED / finders);
    int size = Math.max(LEAST_REMEMBERED, Math.min(MOST_REMEMBERED, share));
    this.mask = size - 1;
    this.remembered = new long[2 * size];
    for (int i = 0; i < size; i++) {
      remembered[2 * i] = ~i; // A key of another place, so that none is found here.
    }
  }

  SparseTable table() {
    return search.table();
  }

  /** The place in the table of a key's row, or {@link SparseTable#ABSENT}. */
  long find(long key) {
    int entry = entry(key);
    if (remembered[entry] != key) {
      remember(key, search.find(key));
    }
    return remembered[entry + 1];
  }

  /**
   * The places of many keys' rows.
   *
   * @param places the first {@code size} are overwritten
   */
  void find(long[] keys, int size, long[] places) {
    if (missed.length < size) {
      missed = new long[size];
      askedAt = new int[size];
    }
    int count = 0;
    for (int i = 0; i < size; i++) {
      int entry = entry(keys[i]);
      if (remembered[entry] == keys[i]) {
        places[i] = remembered[entry + 1];
      } else {
        missed[count] = keys[i];
        askedAt[count++] = i;
      }
    }
    searchMissed(count, places);
  }

  private void searchMissed(int count, long[] places) {
    touched = search.touch(missed, count);
    for (int i = 0; i < count; i++) {
      long place = search.find(missed[i]);
      places[askedAt[i]] = place;
      remember(missed[i], place);
    }
  }

  private int entry(long key) {
    return 2 * ((int) key & mask);
  }

  private void remember(long key, long place) {
    int entry = entry(key);
    remembered[entry] = key;
    remembered[entry + 1] = place;
  }
}
