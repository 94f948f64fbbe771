package io.quern.model.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes one sparse shard: a header, then one record per row, keys ascending. Streams; holds one
 * record at a time. Confined to one thread.
 */
public final class SparseShardWriter implements AutoCloseable {
  private final OutputStream out;
  private final int width;
  private final ByteBuffer record;
  private long count;
  private long lastKey;

  /**
   * @param out buffered; closed with the writer
   * @param width floats of a row
   */
  public SparseShardWriter(OutputStream out, int width) throws IOException {
    this.out = out;
    this.width = width;
    this.record = ByteBuffer.allocate(ShardRecords.bytes(width)).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer header =
        ByteBuffer.allocate(SparseShard.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(SparseShard.MAGIC).putInt(SparseShard.FORMAT_VERSION).putInt(width);
    out.write(header.array());
  }

  /**
   * Appends a row.
   *
   * @param key above all before it, unsigned
   * @param values the row's floats begin at {@code offset}
   */
  public void add(long key, float[] values, int offset) throws IOException {
    if (count > 0 && Long.compareUnsigned(key, lastKey) <= 0) {
      throw new IllegalArgumentException(
          "Key %016x does not come after %016x".formatted(key, lastKey));
    }
    record.putLong(0, key);
    for (int i = 0; i < width; i++) {
      record.putFloat(Long.BYTES + i * Float.BYTES, values[offset + i]);
    }
    out.write(record.array());
    lastKey = key;
    count++;
  }

  /** Rows written so far. */
  public long count() {
    return count;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
