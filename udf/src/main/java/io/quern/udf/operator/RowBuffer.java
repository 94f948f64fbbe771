package io.quern.udf.operator;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;

/** Copies of rows, one after the other in one array that is reused. Confined to one thread. */
final class RowBuffer {
  private static final int FIRST_BYTES = 1 << 16;

  private final UnsafeRow view;
  private byte[] bytes = new byte[FIRST_BYTES];
  private int[] ends = new int[64];
  private int size;

  /**
   * @param columns of every row
   */
  RowBuffer(int columns) {
    this.view = new UnsafeRow(columns);
  }

  int size() {
    return size;
  }

  int bytes() {
    return size == 0 ? 0 : ends[size - 1];
  }

  void add(UnsafeRow row) {
    int start = bytes();
    int end = Math.addExact(start, row.getSizeInBytes());
    if (end > bytes.length) {
      long doubled = Math.min(Integer.MAX_VALUE - 16L, bytes.length * 2L);
      bytes = Arrays.copyOf(bytes, Math.max(end, (int) doubled));
    }
    Platform.copyMemory(
        row.getBaseObject(),
        row.getBaseOffset(),
        bytes,
        Platform.BYTE_ARRAY_OFFSET + (long) start,
        row.getSizeInBytes());
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
    }
    ends[size++] = end;
  }

  /** The row of that index; valid until the next call. */
  UnsafeRow row(int index) {
    int start = index == 0 ? 0 : ends[index - 1];
    view.pointTo(bytes, Platform.BYTE_ARRAY_OFFSET + (long) start, ends[index] - start);
    return view;
  }

  /** Forgets the rows; keeps the memory. */
  void clear() {
    size = 0;
  }
}
