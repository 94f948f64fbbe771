package io.quern.model.feature;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/**
 * Rows as their slots, with all that was fitted applied and keys as {@link KeyNumbers}: what every
 * epoch of a training reads, row by row through a {@link SlotRow}. An immutable view of one buffer,
 * on the heap or mapped. Thread-safe as long as nobody writes to the buffer.
 *
 * <p>The buffer, little-endian, in units of 4 bytes:
 *
 * <pre>
 * header     int rows
 * each row   int number    × singles      the key of each category, then of each number's row
 *            float factor  × numbers      what that row is multiplied with
 *            int bag end   × (bags + 1)   only with bags: the first bag's start, then every bag's end
 *            float label
 * bags       int number    × elements
 *            float factor  × elements
 * </pre>
 */
public final class SlotRows {
  static final int HEADER = 1;

  private final IntBuffer values;
  private final int size;
  private final int stride;
  private final int elements;

  private SlotRows(FeatureLayout layout, IntBuffer values) {
    this.values = values;
    this.size = values.get(0);
    this.stride = stride(layout);
    int bags = HEADER + size * stride;
    this.elements = (values.capacity() - bags) / 2;
  }

  /**
   * A view of the buffer's remaining bytes, which the caller no longer writes to.
   *
   * @throws IllegalArgumentException when they are not rows of that layout
   */
  public static SlotRows of(FeatureLayout layout, ByteBuffer bytes) {
    IntBuffer values = bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    if (values.capacity() < HEADER
        || values.get(0) < 0
        || values.capacity() < HEADER + (long) values.get(0) * stride(layout)) {
      throw new IllegalArgumentException(
          "Not rows of %s: %d bytes".formatted(layout, bytes.remaining()));
    }
    return new SlotRows(layout, values);
  }

  /** Of a row, in units of 4 bytes. */
  static int stride(FeatureLayout layout) {
    return labelOffset(layout) + 1;
  }

  static int labelOffset(FeatureLayout layout) {
    return bagsOffset(layout) + (layout.bags() == 0 ? 0 : layout.bags() + 1);
  }

  static int bagsOffset(FeatureLayout layout) {
    return layout.singles() + layout.numbers();
  }

  public int size() {
    return size;
  }

  /** Copies a row as it lies. */
  void copy(int row, int[] out) {
    values.get(HEADER + row * stride, out, 0, stride);
  }

  /** The number of the key of a bag's element. */
  public int element(int index) {
    return values.get(HEADER + size * stride + index);
  }

  /** What the row of a bag's element is multiplied with. */
  public float elementFactor(int index) {
    return Float.intBitsToFloat(values.get(HEADER + size * stride + elements + index));
  }
}
