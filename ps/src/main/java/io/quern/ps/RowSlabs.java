package io.quern.ps;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * The rows of one virtual shard, densely appended to slabs of equal size. Only the first slab
 * starts smaller and doubles, so that a small table stays small. Guarded by the shard's lock.
 */
final class RowSlabs {
  private static final int SLAB_BYTES = 16 * 1024;
  private static final int FIRST_ROWS = 8;
  private static final int MOST_ROWS = 32;

  private final TableMemory memory;
  private final int rowBytes;
  private final int shift;
  private final int mask;

  private long[] slabs = new long[1];
  private int slabCount;
  private int firstCapacity;
  private int size;

  RowSlabs(RowLayout layout, TableMemory memory) {
    this.memory = memory;
    this.rowBytes = layout.rowBytes();
    this.shift = shift(rowBytes);
    this.mask = (1 << shift) - 1;
  }

  private static int shift(int rowBytes) {
    int rows = Math.max(FIRST_ROWS, Math.min(MOST_ROWS, SLAB_BYTES / rowBytes));
    return 31 - Integer.numberOfLeadingZeros(rows);
  }

  /** What so many rows take, added one by one. */
  static long bytesFor(int rows, int rowBytes) {
    long full = 1L << shift(rowBytes);
    if (rows == 0) {
      return 0;
    }
    long capacity = FIRST_ROWS;
    while (capacity < rows && capacity < full) {
      capacity *= 2;
    }
    return (capacity < full ? capacity : -Math.floorDiv(-rows, full) * full) * rowBytes;
  }

  int size() {
    return size;
  }

  /** Valid until the next {@link #add}. */
  long address(int row) {
    return slabs[row >>> shift] + (long) (row & mask) * rowBytes;
  }

  long key(int row) {
    return Memory.getLong(address(row));
  }

  /** Appends a row with nothing but its key set. */
  int add(long key) {
    if (size == capacity()) {
      grow();
    }
    Memory.putLong(address(size), key);
    return size++;
  }

  /**
   * Removes rows and moves those behind them up: row numbers change.
   *
   * @param stays whether the row at an address is kept
   */
  void retain(LongPredicate stays) {
    int kept = 0;
    for (int row = 0; row < size; row++) {
      long from = address(row);
      if (stays.test(from)) {
        if (kept < row) {
          Memory.copy(from, address(kept), rowBytes);
        }
        kept++;
      }
    }
    size = kept;
    int needed = Math.max(1, (size + mask) >>> shift);
    while (slabCount > needed) {
      memory.free(slabs[--slabCount], (long) (mask + 1) * rowBytes);
    }
  }

  private int capacity() {
    return slabCount <= 1 ? firstCapacity : slabCount << shift;
  }

  private void grow() {
    int full = 1 << shift;
    if (slabCount == 0) {
      slabs[0] = memory.allocate((long) FIRST_ROWS * rowBytes);
      slabCount = 1;
      firstCapacity = FIRST_ROWS;
    } else if (firstCapacity < full) {
      long bytes = (long) firstCapacity * rowBytes;
      long larger = memory.allocate(2 * bytes);
      Memory.copy(slabs[0], larger, bytes);
      memory.free(slabs[0], bytes);
      slabs[0] = larger;
      firstCapacity *= 2;
    } else {
      long slab = memory.allocate((long) full * rowBytes);
      if (slabCount == slabs.length) {
        slabs = Arrays.copyOf(slabs, slabs.length + Math.max(1, slabs.length / 2));
      }
      slabs[slabCount++] = slab;
    }
  }

  void free() {
    for (int i = 0; i < slabCount; i++) {
      int rows = i == 0 ? firstCapacity : 1 << shift;
      memory.free(slabs[i], (long) rows * rowBytes);
    }
    slabCount = 0;
    firstCapacity = 0;
    size = 0;
  }
}
