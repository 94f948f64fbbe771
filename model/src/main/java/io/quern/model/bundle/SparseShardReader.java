package io.quern.model.bundle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Reads what {@link SparseShardWriter} wrote, record by record. */
public final class SparseShardReader {
  private static final int RECORDS = 64;

  private SparseShardReader() {}

  /** Takes a row; the array is used again for the next. */
  @FunctionalInterface
  public interface Rows {
    void row(long key, float[] values);
  }

  /**
   * Passes all rows on, in the order of their keys.
   *
   * @param byWidth who takes rows of so many floats
   * @throws InvalidShardException when it is no shard, or one of rows that nobody takes
   */
  public static void read(InputStream in, Map<Integer, Rows> byWidth) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(SparseShard.HEADER_BYTES);
    fill(header, in);
    if (header.hasRemaining()) {
      throw new EOFException("the header ends early");
    }
    header.flip().order(ByteOrder.LITTLE_ENDIAN);
    int width = SparseShard.width(header, byWidth.keySet());
    readRecords(in, width, byWidth.get(width));
  }

  private static void readRecords(InputStream in, int width, Rows rows) throws IOException {
    int bytes = ShardRecords.bytes(width);
    ByteBuffer records = ByteBuffer.allocate(RECORDS * bytes).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[width];
    while (fill(records, in) > 0) {
      records.flip();
      if (records.remaining() % bytes != 0) {
        throw new EOFException("the last record ends early");
      }
      while (records.hasRemaining()) {
        long key = records.getLong();
        for (int i = 0; i < width; i++) {
          values[i] = records.getFloat();
        }
        rows.row(key, values);
      }
      records.clear();
    }
  }

  /** As far as the stream goes. */
  private static int fill(ByteBuffer buffer, InputStream in) throws IOException {
    int count = in.readNBytes(buffer.array(), 0, buffer.capacity());
    buffer.position(count);
    return count;
  }
}
