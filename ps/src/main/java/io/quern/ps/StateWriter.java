package io.quern.ps;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes little-endian values to a stream, buffered. Confined to one thread. */
final class StateWriter {
  private final OutputStream out;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  StateWriter(OutputStream out) {
    this.out = out;
  }

  void putByte(byte value) throws IOException {
    room(1).put(value);
  }

  void putInt(int value) throws IOException {
    room(4).putInt(value);
  }

  void putLong(long value) throws IOException {
    room(8).putLong(value);
  }

  void putFloat(float value) throws IOException {
    room(4).putFloat(value);
  }

  void putFloats(float[] values) throws IOException {
    for (float value : values) {
      putFloat(value);
    }
  }

  /** Bytes as they lie in memory outside the heap. */
  void putBytes(long address, long count) throws IOException {
    for (long done = 0; done < count; ) {
      room(1);
      int part = (int) Math.min(buffer.remaining(), count - done);
      Memory.read(address + done, buffer.array(), buffer.position(), part);
      buffer.position(buffer.position() + part);
      done += part;
    }
  }

  /** Hands everything on to the stream, which stays open. */
  void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
    out.flush();
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      out.write(buffer.array(), 0, buffer.position());
      buffer.clear();
    }
    return buffer;
  }
}
