package io.quern.ps;

/**
 * Key → row number of one virtual shard.
 *
 * <p>Grows without a pause: a larger array of buckets is put beside the full one, each insert
 * carries a few old entries over, and lookups try both until the old array is empty. Guarded by the
 * shard's lock.
 */
final class RowIndex {
  private static final int FIRST_CAPACITY = 32;
  private static final int MIGRATED_PER_INSERT = 32;

  private final TableMemory memory;
  private final int firstCapacity;
  private Buckets buckets;
  private Buckets old;
  private int migrated;
  private int size;

  /**
   * @param number of the shard: shards that grow at different sizes do not all hold two arrays at
   *     the same time
   */
  RowIndex(int number, TableMemory memory) {
    this.memory = memory;
    this.firstCapacity = firstCapacity(number);
  }

  private static int firstCapacity(int number) {
    return FIRST_CAPACITY + FIRST_CAPACITY * number / (2 * VirtualShards.COUNT);
  }

  /** What so many rows of shard {@code number} take, entered one by one. */
  static long bytesFor(int number, int rows) {
    if (rows == 0) {
      return 0;
    }
    int capacity = firstCapacity(number);
    int before = 0;
    while (rows > fullAt(capacity)) {
      before = capacity;
      capacity = larger(capacity);
    }
    long carriedOver = (long) MIGRATED_PER_INSERT * (rows - fullAt(before));
    return 4L * capacity + (carriedOver < before ? 4L * before : 0);
  }

  /** The row of {@code key}, or −1. */
  int find(long key, RowSlabs rows) {
    if (buckets == null) {
      return -1;
    }
    long hash = Buckets.hash(key);
    int row = buckets.find(key, hash, rows);
    return row >= 0 || old == null ? row : old.find(key, hash, rows);
  }

  /** Makes sure that the next {@link #insert} cannot fail. */
  void reserve(RowSlabs rows) {
    if (buckets == null) {
      buckets = new Buckets(firstCapacity, memory);
    } else if (size >= fullAt(buckets.capacity())) {
      grow(rows);
    }
  }

  /** Enters a row whose key is not in yet; call {@link #reserve} first. */
  void insert(int row, long key, RowSlabs rows) {
    if (old != null) {
      migrate(MIGRATED_PER_INSERT, rows);
    }
    buckets.insert(row, Buckets.hash(key));
    size++;
  }

  private static int fullAt(int capacity) {
    return (int) (capacity * 5L / 6);
  }

  private void grow(RowSlabs rows) {
    if (size >= Buckets.MOST_ROWS - 1) {
      throw memory.exhausted(
          0, "one of its 64 shards holds the most rows it can, " + Buckets.MOST_ROWS);
    }
    if (old != null) {
      migrate(old.capacity(), rows);
    }
    Buckets larger = new Buckets(larger(buckets.capacity()), memory);
    old = buckets;
    buckets = larger;
    migrated = 0;
  }

  private static int larger(int capacity) {
    return (int) Math.min(capacity * 3L / 2, Buckets.MOST_ROWS * 6L / 5 + 2);
  }

  // Entries stay in the old array as well, so that its probe sequences stay whole.
  private void migrate(int count, RowSlabs rows) {
    int end = Math.min(old.capacity(), migrated + count);
    for (; migrated < end; migrated++) {
      int row = old.row(migrated);
      if (row >= 0) {
        buckets.insert(row, Buckets.hash(rows.key(row)));
      }
    }
    if (migrated == old.capacity()) {
      old.free(memory);
      old = null;
    }
  }

  /** Enters all rows anew, after they were numbered anew. */
  void rebuild(RowSlabs rows) {
    free();
    buckets = new Buckets(Math.max(firstCapacity, rows.size() * 3 / 2), memory);
    for (; size < rows.size(); size++) {
      buckets.insert(size, Buckets.hash(rows.key(size)));
    }
  }

  void free() {
    if (old != null) {
      old.free(memory);
    }
    if (buckets != null) {
      buckets.free(memory);
    }
    old = null;
    buckets = null;
    size = 0;
  }
}
