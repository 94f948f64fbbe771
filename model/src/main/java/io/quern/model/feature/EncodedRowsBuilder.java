package io.quern.model.feature;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Collects encoded rows; filled by a {@link FeatureEncoder}. Reusable, confined to one thread.
 *
 * <p>A block is one buffer and so ends at 2 GiB: build and clear long before.
 */
public final class EncodedRowsBuilder {
  private static final int FIRST_ROWS = 64;

  private final EncodedLayout layout;
  private final int stride;
  private final int numbersOffset;
  private final int bagsOffset;
  private final int labelOffset;
  private final int bagKeyBytes;

  private ByteBuffer rows;
  private long[] bagKeys = new long[0];

  /** Of the bag keys, where bags are weighted. */
  private float[] bagWeights = new float[0];

  private int size;

  /** Where the row being written begins. */
  private int start;

  /** Bag keys including those of the row being written. */
  private int bagKeyCount;

  private int bag;

  /** Bag keys of the finished rows. */
  private int finishedBagKeys;

  public EncodedRowsBuilder(EncodedLayout layout) {
    this.layout = layout;
    this.stride = EncodedRows.stride(layout);
    this.numbersOffset = EncodedRows.numbersOffset(layout);
    this.bagsOffset = EncodedRows.bagsOffset(layout);
    this.labelOffset = EncodedRows.labelOffset(layout);
    this.bagKeyBytes = EncodedRows.bagKeyBytes(layout);
    this.rows = littleEndian(FIRST_ROWS * stride);
  }

  public EncodedLayout layout() {
    return layout;
  }

  /** Number of finished rows. */
  public int size() {
    return size;
  }

  /** Bytes that {@link #build} would return now. */
  public long byteSize() {
    return EncodedRows.HEADER_BYTES + (long) size * stride + (long) finishedBagKeys * bagKeyBytes;
  }

  /** The finished rows, in bytes of their own. */
  public EncodedRows build() {
    ByteBuffer bytes = littleEndian(Math.toIntExact(byteSize()));
    bytes.putInt(EncodedRows.MAGIC).putInt(size).putInt(finishedBagKeys).putInt(stride);
    bytes.put(rows.array(), 0, size * stride);
    bytes.asLongBuffer().put(bagKeys, 0, finishedBagKeys);
    if (layout.weighted()) {
      bytes.position(bytes.position() + finishedBagKeys * Long.BYTES);
      bytes.asFloatBuffer().put(bagWeights, 0, finishedBagKeys);
    }
    return EncodedRows.of(layout, bytes.rewind());
  }

  /** Forgets all rows; keeps the memory. */
  public void clear() {
    size = 0;
    finishedBagKeys = 0;
  }

  /** Begins a row. One that was begun and not finished is forgotten. */
  void beginRow(float label) {
    start = Math.multiplyExact(size, stride);
    if (rows.capacity() - start < stride) {
      byte[] grown = Arrays.copyOf(rows.array(), grownCapacity(rows.capacity()));
      rows = ByteBuffer.wrap(grown).order(ByteOrder.LITTLE_ENDIAN);
    }
    bag = 0;
    bagKeyCount = finishedBagKeys;
    rows.putFloat(start + labelOffset, label);
    if (layout.bags() > 0) {
      rows.putInt(start + bagsOffset, bagKeyCount);
    }
  }

  void key(int place, long key) {
    rows.putLong(start + place * Long.BYTES, key);
  }

  void number(int place, double value) {
    rows.putDouble(start + numbersOffset + place * Double.BYTES, value);
  }

  /**
   * @param weight not kept where no bag has weights
   */
  void bagKey(long key, float weight) {
    if (bagKeyCount == bagKeys.length) {
      bagKeys = Arrays.copyOf(bagKeys, Math.max(FIRST_ROWS, grownCapacity(bagKeys.length)));
    }
    if (layout.weighted()) {
      if (bagWeights.length < bagKeys.length) {
        bagWeights = Arrays.copyOf(bagWeights, bagKeys.length);
      }
      bagWeights[bagKeyCount] = weight;
    }
    bagKeys[bagKeyCount++] = key;
  }

  void endBag() {
    bag++;
    rows.putInt(start + bagsOffset + bag * Integer.BYTES, bagKeyCount);
  }

  void endRow() {
    size++;
    finishedBagKeys = bagKeyCount;
  }

  private static int grownCapacity(int capacity) {
    int grown = (int) Math.min(Integer.MAX_VALUE - 16L, capacity * 2L);
    if (grown <= capacity && capacity > 0) {
      throw new IllegalStateException("A block of encoded rows cannot exceed 2 GiB");
    }
    return grown;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
