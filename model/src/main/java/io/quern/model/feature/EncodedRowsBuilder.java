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

  /** The header, then the rows; what comes behind them is there once {@link #view} wrote it. */
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
    this.rows = littleEndian(rowStart(FIRST_ROWS));
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
    return EncodedRows.of(layout, bytes.put(view().bytes()).rewind());
  }

  /** The finished rows where they lie: valid until the builder is used again. */
  public EncodedRows view() {
    int bytes = Math.toIntExact(byteSize());
    ensureCapacity(bytes);
    rows.putInt(0, EncodedRows.MAGIC).putInt(4, size).putInt(8, finishedBagKeys);
    rows.putInt(12, stride);
    ByteBuffer tail = rows.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(rowStart(size));
    tail.asLongBuffer().put(bagKeys, 0, finishedBagKeys);
    if (layout.weighted()) {
      tail.position(tail.position() + finishedBagKeys * Long.BYTES);
      tail.asFloatBuffer().put(bagWeights, 0, finishedBagKeys);
    }
    return EncodedRows.of(layout, rows.duplicate().limit(bytes));
  }

  /** Forgets all rows; keeps the memory. */
  public void clear() {
    size = 0;
    finishedBagKeys = 0;
  }

  /** Begins a row. One that was begun and not finished is forgotten. */
  void beginRow(float label) {
    beginRows(1);
    moveTo(0);
    rows.putFloat(start + labelOffset, label);
  }

  /** Begins rows, with label 0. Those that were begun and not finished are forgotten. */
  void beginRows(int count) {
    ensureCapacity(rowStart(Math.addExact(size, count)));
    bagKeyCount = finishedBagKeys;
    for (int row = size; row < size + count; row++) {
      Arrays.fill(rows.array(), rowStart(row) + labelOffset, rowStart(row + 1), (byte) 0);
    }
  }

  /**
   * Goes to one of the rows that were begun; in their order where there are bags, which are written
   * then.
   */
  void moveTo(int row) {
    start = rowStart(size + row);
    bag = 0;
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

  /** Ends so many of the rows that were begun, the first ones. */
  void endRows(int count) {
    size += count;
    finishedBagKeys = bagKeyCount;
  }

  private int rowStart(int row) {
    return Math.addExact(EncodedRows.HEADER_BYTES, Math.multiplyExact(row, stride));
  }

  private void ensureCapacity(int bytes) {
    if (rows.capacity() < bytes) {
      byte[] grown = Arrays.copyOf(rows.array(), Math.max(bytes, grownCapacity(rows.capacity())));
      rows = ByteBuffer.wrap(grown).order(ByteOrder.LITTLE_ENDIAN);
    }
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
