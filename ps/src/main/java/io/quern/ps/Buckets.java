package io.quern.ps;

/**
 * A fixed number of 4-byte index entries, probed linearly. An entry is 8 bits of the key's hash,
 * which spare most looks at wrong rows, over 24 bits of row number + 1; 0 is empty. Guarded by the
 * shard's lock.
 */
final class Buckets {
  /** Row numbers are below this. */
  static final int MOST_ROWS = (1 << 24) - 1;

  private static final int TAG_SHIFT = 24;

  private final long address;
  private final int capacity;

  Buckets(int capacity, TableMemory memory) {
    this.address = memory.allocate(4L * capacity);
    this.capacity = capacity;
    Memory.zero(address, 4L * capacity);
  }

  /** Spreads keys that are not mixed yet (Fibonacci hashing); Quern's own are. */
  static long hash(long key) {
    return key * 0x9E3779B97F4A7C15L;
  }

  int capacity() {
    return capacity;
  }

  /** The row of {@code key}, or −1. */
  int find(long key, long hash, RowSlabs rows) {
    int tag = tag(hash);
    int bucket = home(hash);
    while (true) {
      int entry = entry(bucket);
      if (entry == 0) {
        return -1;
      }
      if (entry >>> TAG_SHIFT == tag) {
        int row = (entry & MOST_ROWS) - 1;
        if (rows.key(row) == key) {
          return row;
        }
      }
      bucket = next(bucket);
    }
  }

  /** Enters a row whose key is not in yet; there must be an empty bucket. */
  void insert(int row, long hash) {
    int bucket = home(hash);
    while (entry(bucket) != 0) {
      bucket = next(bucket);
    }
    Memory.putInt(address + 4L * bucket, tag(hash) << TAG_SHIFT | (row + 1));
  }

  /** The row in a bucket, or −1. */
  int row(int bucket) {
    return (entry(bucket) & MOST_ROWS) - 1;
  }

  void free(TableMemory memory) {
    memory.free(address, 4L * capacity);
  }

  private int entry(int bucket) {
    return Memory.getInt(address + 4L * bucket);
  }

  private static int tag(long hash) {
    return (int) (hash >>> TAG_SHIFT) & 0xFF;
  }

  // Maps the upper 32 bits onto [0, capacity) without a division, so that any capacity will do.
  private int home(long hash) {
    return (int) (((hash >>> 32) * capacity) >>> 32);
  }

  private int next(int bucket) {
    int next = bucket + 1;
    return next == capacity ? 0 : next;
  }
}
