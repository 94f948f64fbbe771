package io.quern.model.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;

/**
 * The records of a shard file, mapped: each a key and its row. A mapping cannot exceed 2 GiB, so a
 * large file is mapped in segments of a power of two of records. Immutable and thread-safe.
 */
final class ShardRecords {
  private final int width;
  private final int stride;
  private final int size;
  private final int segmentShift;
  private final ByteBuffer[] segments;
  private final FloatBuffer[] floats;

  private ShardRecords(int width, int size, int segmentShift, ByteBuffer[] segments) {
    this.width = width;
    this.stride = bytes(width);
    this.size = size;
    this.segmentShift = segmentShift;
    this.segments = segments;
    this.floats = new FloatBuffer[segments.length];
    for (int i = 0; i < segments.length; i++) {
      floats[i] = segments[i].asFloatBuffer();
    }
  }

  /** Bytes of a record whose row has {@code width} floats. */
  static int bytes(int width) {
    return Math.addExact(Long.BYTES, Math.multiplyExact(width, Float.BYTES));
  }

  /**
   * Maps what follows {@code start} in the file.
   *
   * @param segmentBytes at least a record fits; less than 2 GiB
   * @throws InvalidShardException when that is no whole number of records
   */
  static ShardRecords map(FileChannel channel, long start, int width, long segmentBytes)
      throws IOException {
    int stride = bytes(width);
    long all = channel.size() - start;
    long records = all / stride;
    if (all % stride != 0 || records > Integer.MAX_VALUE) {
      throw new InvalidShardException(
          "%d bytes of records, expected a multiple of %d".formatted(all, stride));
    }
    int shift = 63 - Long.numberOfLeadingZeros(segmentBytes / stride);
    long segment = (long) stride << shift;
    ByteBuffer[] segments = new ByteBuffer[Math.toIntExact((all + segment - 1) / segment)];
    for (int i = 0; i < segments.length; i++) {
      long from = i * segment;
      long length = Math.min(segment, all - from);
      segments[i] =
          channel
              .map(FileChannel.MapMode.READ_ONLY, start + from, length)
              .order(ByteOrder.LITTLE_ENDIAN);
    }
    return new ShardRecords(width, (int) records, shift, segments);
  }

  int size() {
    return size;
  }

  long key(int number) {
    return segments[number >>> segmentShift].getLong(inSegment(number) * stride);
  }

  void copyRow(int number, float[] target, int offset) {
    floats[number >>> segmentShift].get(rowStart(number), target, offset, width);
  }

  /** Copies the values from {@code first} on. */
  void copyRow(int number, int first, int count, FloatBuffer target, int at) {
    FloatBuffer source = floats[number >>> segmentShift];
    target.put(at, source, rowStart(number) + first, count);
  }

  float value(int number, int index) {
    return floats[number >>> segmentShift].get(rowStart(number) + index);
  }

  private int rowStart(int number) {
    int floatsOfKey = Long.BYTES / Float.BYTES;
    return inSegment(number) * (stride / Float.BYTES) + floatsOfKey;
  }

  private int inSegment(int number) {
    return number & ((1 << segmentShift) - 1);
  }
}
