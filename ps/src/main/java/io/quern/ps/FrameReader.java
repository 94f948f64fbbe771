package io.quern.ps;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Receives one frame at a time into a reused direct buffer. Confined to one thread. */
final class FrameReader implements AutoCloseable {
  private static final int FIRST_BYTES = 1024;

  private int limit;
  private ByteBuffer buffer = allocate(FIRST_BYTES);
  private boolean inBody;
  private long id;
  private byte kind;

  /**
   * @param limit bytes of a frame
   */
  FrameReader(int limit) {
    this.limit = limit;
    expect();
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  void limit(int bytes) {
    limit = bytes;
  }

  /** Forgets the frame at hand and waits for the next. */
  void expect() {
    inBody = false;
    buffer.clear().limit(Wire.HEADER_BYTES);
  }

  /** Where received bytes go: as many as remain. Then call {@link #advance}. */
  ByteBuffer target() {
    return buffer;
  }

  /** Whether a whole frame has been received; it can be read until {@link #expect}. */
  boolean advance() throws ProtocolException {
    if (buffer.hasRemaining()) {
      return false;
    }
    if (inBody) {
      open();
      return true;
    }
    int length = buffer.getInt(0);
    if (length < Wire.PREFIX_BYTES || length > limit - Wire.HEADER_BYTES) {
      throw new ProtocolException(
          "Frame of %d bytes is outside %d to %d bytes"
              .formatted(length & 0xFFFFFFFFL, Wire.PREFIX_BYTES, limit - Wire.HEADER_BYTES));
    }
    inBody = true;
    makeRoom(Wire.HEADER_BYTES + length);
    return false;
  }

  private void makeRoom(int bytes) {
    if (bytes > buffer.capacity()) {
      long larger = Math.min(limit, Math.max(bytes, buffer.capacity() * 3L / 2));
      ByteBuffer grown = allocate((int) larger).put(buffer.flip());
      Memory.free(buffer);
      buffer = grown;
    }
    buffer.limit(bytes);
  }

  private void open() throws ProtocolException {
    var crc = new CRC32C();
    crc.update(buffer.position(Wire.HEADER_BYTES));
    if ((int) crc.getValue() != buffer.getInt(4)) {
      throw new ProtocolException("Frame is damaged: its checksum does not fit");
    }
    buffer.position(Wire.HEADER_BYTES);
    id = buffer.getLong();
    kind = buffer.get();
  }

  long id() {
    return id;
  }

  byte kind() {
    return kind;
  }

  int getInt() throws ProtocolException {
    require(4);
    return buffer.getInt();
  }

  long getLong() throws ProtocolException {
    require(8);
    return buffer.getLong();
  }

  float getFloat() throws ProtocolException {
    require(4);
    return buffer.getFloat();
  }

  byte[] getBytes(int count) throws ProtocolException {
    require(count);
    byte[] value = new byte[count];
    buffer.get(value);
    return value;
  }

  String getText() throws ProtocolException {
    return new String(getBytes(getInt()), StandardCharsets.UTF_8);
  }

  void getLongs(long[] to, int count) throws ProtocolException {
    require(8L * count);
    buffer.asLongBuffer().get(to, 0, count);
    buffer.position(buffer.position() + 8 * count);
  }

  void getFloats(float[] to, int at, int count) throws ProtocolException {
    floats(count).get(to, at, count);
  }

  /** Puts rows back to where the order took them from. */
  void getRows(float[] to, int width, ShardOrder order, int from, int end)
      throws ProtocolException {
    FloatBuffer rows = floats((long) width * (end - from));
    for (int place = from; place < end; place++) {
      rows.get(to, order.position(place) * width, width);
    }
  }

  private FloatBuffer floats(long count) throws ProtocolException {
    require(4 * count);
    FloatBuffer view = buffer.asFloatBuffer();
    buffer.position(buffer.position() + (int) (4 * count));
    return view;
  }

  /** Fails unless at least so many bytes are left: call it before trusting a count. */
  void require(long bytes) throws ProtocolException {
    if (bytes < 0 || bytes > buffer.remaining()) {
      throw new ProtocolException(
          "Frame ends %d bytes too early".formatted(bytes - buffer.remaining()));
    }
  }

  @Override
  public void close() {
    Memory.free(buffer);
    buffer = null;
  }
}
