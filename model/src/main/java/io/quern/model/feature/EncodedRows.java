package io.quern.model.feature;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Rows as keys and numbers, as {@link EncodedLayout} says: an immutable view of one buffer, on the
 * heap or mapped. Thread-safe as long as nobody writes to the buffer.
 *
 * <p>The buffer, little-endian:
 *
 * <pre>
 * header     int magic, int rows, int bag keys, int bytes of a row
 * each row   long key     × keys
 *            double raw   × numbers      NaN where missing
 *            int bag end  × (bags + 1)   only with bags: the first bag's start, then every bag's end
 *            float label                 padded to a multiple of 8 bytes
 * bag keys   long key     × bag keys
 *            float weight × bag keys     only where bags are weighted
 * </pre>
 */
public final class EncodedRows {
  static final int HEADER_BYTES = 16;
  static final int MAGIC = 0x32524551; // "QER2"

  private final EncodedLayout layout;
  private final ByteBuffer buffer;
  private final int size;
  private final int stride;
  private final int numbersOffset;
  private final int bagsOffset;
  private final int labelOffset;
  private final int bagKeysOffset;
  private final int bagWeightsOffset;

  private EncodedRows(EncodedLayout layout, ByteBuffer buffer) {
    this.layout = layout;
    this.buffer = buffer;
    this.size = buffer.getInt(4);
    this.stride = stride(layout);
    this.numbersOffset = HEADER_BYTES + numbersOffset(layout);
    this.bagsOffset = HEADER_BYTES + bagsOffset(layout);
    this.labelOffset = HEADER_BYTES + labelOffset(layout);
    this.bagKeysOffset = HEADER_BYTES + size * stride;
    this.bagWeightsOffset = bagKeysOffset + buffer.getInt(8) * Long.BYTES;
  }

  /**
   * A view of the buffer's remaining bytes, which the caller no longer writes to.
   *
   * @throws IllegalArgumentException when they are not rows of that layout
   */
  public static EncodedRows of(EncodedLayout layout, ByteBuffer bytes) {
    ByteBuffer buffer = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (buffer.capacity() < HEADER_BYTES || buffer.getInt(0) != MAGIC) {
      throw new IllegalArgumentException("Not encoded rows: " + buffer.capacity() + " bytes");
    }
    long rows = buffer.getInt(4);
    long bagKeys = buffer.getInt(8);
    long stride = buffer.getInt(12);
    long expected = HEADER_BYTES + rows * stride + bagKeys * bagKeyBytes(layout);
    if (rows < 0 || bagKeys < 0 || stride != stride(layout) || buffer.capacity() != expected) {
      throw new IllegalArgumentException(
          "Encoded rows do not fit %s: %d rows of %d bytes, %d bag keys, %d bytes in all"
              .formatted(layout, rows, stride, bagKeys, buffer.capacity()));
    }
    return new EncodedRows(layout, buffer);
  }

  static int numbersOffset(EncodedLayout layout) {
    return layout.keys() * Long.BYTES;
  }

  static int bagsOffset(EncodedLayout layout) {
    return numbersOffset(layout) + layout.numbers() * Double.BYTES;
  }

  static int labelOffset(EncodedLayout layout) {
    int bagEnds = layout.bags() == 0 ? 0 : layout.bags() + 1;
    return bagsOffset(layout) + bagEnds * Integer.BYTES;
  }

  static int stride(EncodedLayout layout) {
    return (labelOffset(layout) + Float.BYTES + 7) & ~7;
  }

  /** Bytes of a bag's key with its weight. */
  static int bagKeyBytes(EncodedLayout layout) {
    return layout.weighted() ? Long.BYTES + Float.BYTES : Long.BYTES;
  }

  public int size() {
    return size;
  }

  public EncodedLayout layout() {
    return layout;
  }

  public float label(int row) {
    return buffer.getFloat(labelOffset + row * stride);
  }

  /**
   * @param place 0 to {@code layout().keys()}, exclusive
   */
  public long key(int row, int place) {
    return buffer.getLong(HEADER_BYTES + row * stride + place * Long.BYTES);
  }

  /** The value as it came, not scaled; NaN where it is missing, never infinite. */
  public double number(int row, int place) {
    return buffer.getDouble(numbersOffset + row * stride + place * Double.BYTES);
  }

  /** Index of a bag's first key, for {@link #bagKey}. */
  public int bagStart(int row, int bag) {
    return buffer.getInt(bagsOffset + row * stride + bag * Integer.BYTES);
  }

  /** One past the index of a bag's last key; a bag has at least one key. */
  public int bagEnd(int row, int bag) {
    return buffer.getInt(bagsOffset + row * stride + (bag + 1) * Integer.BYTES);
  }

  public long bagKey(int index) {
    return buffer.getLong(bagKeysOffset + index * Long.BYTES);
  }

  /** The weight of a bag's key; only where {@code layout().weighted()}. */
  public float bagWeight(int index) {
    return buffer.getFloat(bagWeightsOffset + index * Float.BYTES);
  }

  /** All bytes, read-only and little-endian; what {@link #of} takes. */
  public ByteBuffer bytes() {
    return buffer.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }
}
