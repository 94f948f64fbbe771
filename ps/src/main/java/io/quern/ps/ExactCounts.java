package io.quern.ps;

import java.io.IOException;

/**
 * One byte for each key, in a hash table with linear probing; a key that is forgotten leaves no
 * trace. Grows by copying: a shard's counts are few enough for that to take milliseconds.
 */
final class ExactCounts implements KeyCounts {
  private static final int FIRST_CAPACITY = 16;
  private static final int CELL_BYTES = 9;

  private final TableMemory memory;
  private int capacity;
  private int size;

  /** Keys, then counts; 0 marks a free cell. */
  private long address;

  ExactCounts(TableMemory memory) {
    this.memory = memory;
  }

  /** What the counts of so many keys take. */
  static long bytesFor(long keys) {
    long cells = keys == 0 ? 0 : FIRST_CAPACITY;
    while (keys > cells * 4 / 5) {
      cells = larger(cells);
    }
    return CELL_BYTES * cells;
  }

  private static int larger(long cells) {
    return Math.max(FIRST_CAPACITY, (int) Math.min(Integer.MAX_VALUE - 8, cells * 3 / 2));
  }

  @Override
  public int add(long key, int occurrences) {
    if (size >= capacity * 4L / 5) {
      grow();
    }
    int cell = find(key);
    int before = count(cell);
    int after = (int) Math.min(Admission.MOST_OCCURRENCES, (long) before + occurrences);
    if (before == 0 && after > 0) {
      Memory.putLong(address + 8L * cell, key);
      size++;
    }
    putCount(cell, after);
    return after;
  }

  /** Closes the gap that the key leaves, so that searches for others still arrive. */
  @Override
  public void forget(long key) {
    if (size == 0) {
      return;
    }
    int gap = find(key);
    if (count(gap) == 0) {
      return;
    }
    size--;
    for (int cell = next(gap); count(cell) != 0; cell = next(cell)) {
      long other = key(cell);
      if (distance(home(other), cell) >= distance(gap, cell)) {
        Memory.putLong(address + 8L * gap, other);
        putCount(gap, count(cell));
        gap = cell;
      }
    }
    putCount(gap, 0);
  }

  private void grow() {
    long from = address;
    int cells = capacity;
    int larger = larger(cells);
    address = memory.allocate((long) CELL_BYTES * larger);
    capacity = larger;
    Memory.zero(address + 8L * capacity, capacity);
    for (int old = 0; old < cells; old++) {
      byte count = Memory.getByte(from + 8L * cells + old);
      if (count != 0) {
        long key = Memory.getLong(from + 8L * old);
        int cell = find(key);
        Memory.putLong(address + 8L * cell, key);
        putCount(cell, count & 0xFF);
      }
    }
    if (cells > 0) {
      memory.free(from, (long) CELL_BYTES * cells);
    }
  }

  /** The key's cell, or the free one where it belongs. */
  private int find(long key) {
    int cell = home(key);
    while (count(cell) != 0 && key(cell) != key) {
      cell = next(cell);
    }
    return cell;
  }

  private int home(long key) {
    return (int) (((Buckets.hash(key) >>> 32) * capacity) >>> 32);
  }

  private int next(int cell) {
    return cell + 1 == capacity ? 0 : cell + 1;
  }

  /** Cells from one to another, going up and around. */
  private int distance(int from, int to) {
    return to >= from ? to - from : to - from + capacity;
  }

  private long key(int cell) {
    return Memory.getLong(address + 8L * cell);
  }

  private int count(int cell) {
    return Memory.getByte(address + 8L * capacity + cell) & 0xFF;
  }

  private void putCount(int cell, int count) {
    Memory.putByte(address + 8L * capacity + cell, (byte) count);
  }

  @Override
  public long savedBytes() {
    return 4 + (long) CELL_BYTES * size;
  }

  /** {@code size (4)}, then {@code key (8) count (1)} of each. */
  @Override
  public void save(StateWriter to) throws IOException {
    to.putInt(size);
    for (int cell = 0; cell < capacity; cell++) {
      if (count(cell) != 0) {
        to.putLong(key(cell));
        to.putByte((byte) count(cell));
      }
    }
  }

  @Override
  public void load(StateReader from) throws IOException {
    free();
    int keys = from.getInt();
    for (int i = 0; i < keys; i++) {
      add(from.getLong(), from.getByte() & 0xFF);
    }
  }

  @Override
  public void free() {
    if (capacity > 0) {
      memory.free(address, (long) CELL_BYTES * capacity);
    }
    capacity = 0;
    size = 0;
  }
}
