package io.quern.ps;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Builds one frame at a time in a reused direct buffer. Confined to one thread. */
final class FrameWriter implements AutoCloseable {
  private static final int FIRST_BYTES = 1024;

  private final int limit;
  private ByteBuffer buffer = allocate(FIRST_BYTES);

  /**
   * @param limit bytes of a frame
   */
  FrameWriter(int limit) {
    this.limit = limit;
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Begins a frame, forgetting the one before. */
  FrameWriter begin(long id, byte kind) {
    buffer.clear().position(Wire.HEADER_BYTES);
    buffer.putLong(id).put(kind);
    return this;
  }

  /** Ends the frame; the buffer stays valid until the next {@link #begin}. */
  ByteBuffer seal() {
    int end = buffer.position();
    var crc = new CRC32C();
    crc.update(buffer.limit(end).position(Wire.HEADER_BYTES));
    buffer.position(0).limit(end);
    buffer.putInt(0, end - Wire.HEADER_BYTES);
    buffer.putInt(4, (int) crc.getValue());
    return buffer;
  }

  FrameWriter putInt(int value) {
    ensure(4);
    buffer.putInt(value);
    return this;
  }

  FrameWriter putLong(long value) {
    ensure(8);
    buffer.putLong(value);
    return this;
  }

  FrameWriter putFloat(float value) {
    ensure(4);
    buffer.putFloat(value);
    return this;
  }

  FrameWriter putBytes(byte[] value) {
    ensure(value.length);
    buffer.put(value);
    return this;
  }

  FrameWriter putText(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return putInt(utf8.length).putBytes(utf8);
  }

  FrameWriter putFloats(float[] values, int from, int count) {
    floats(count).put(values, from, count);
    return this;
  }

  /** The keys at the places {@code [from, to)} of the order. */
  FrameWriter putKeys(long[] keys, ShardOrder order, int from, int to) {
    ensure(8L * (to - from));
    for (int place = from; place < to; place++) {
      buffer.putLong(keys[order.position(place)]);
    }
    return this;
  }

  /** The rows at the places {@code [from, to)} of the order. */
  FrameWriter putRows(float[] values, int width, ShardOrder order, int from, int to) {
    FloatBuffer rows = floats((long) width * (to - from));
    for (int place = from; place < to; place++) {
      rows.put(values, order.position(place) * width, width);
    }
    return this;
  }

  private FloatBuffer floats(long count) {
    ensure(4 * count);
    FloatBuffer view = buffer.asFloatBuffer();
    buffer.position(buffer.position() + (int) (4 * count));
    return view;
  }

  private void ensure(long bytes) {
    long needed = buffer.position() + bytes;
    if (needed > limit) {
      throw new QuernException(
              ErrorCode.RESOURCE,
              "Message of %d bytes between worker and parameter server exceeds the limit of %d bytes"
                  .formatted(needed, limit))
          .withHint("Lower batchSize.");
    }
    if (needed > buffer.capacity()) {
      long larger = Math.min(limit, Math.max(needed, buffer.capacity() * 3L / 2));
      ByteBuffer grown = allocate((int) larger).put(buffer.flip());
      Memory.free(buffer);
      buffer = grown;
    }
  }

  @Override
  public void close() {
    Memory.free(buffer);
    buffer = null;
  }
}
