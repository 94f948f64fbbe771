package io.quern.ps;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads what {@link StateWriter} wrote. Confined to one thread. */
final class StateReader {
  private static final int PART = 1 << 16;

  private final InputStream in;
  private final byte[] bytes = new byte[PART];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

  StateReader(InputStream in) {
    this.in = in;
  }

  byte getByte() throws IOException {
    return next(1).get(0);
  }

  int getInt() throws IOException {
    return next(4).getInt(0);
  }

  long getLong() throws IOException {
    return next(8).getLong(0);
  }

  float getFloat() throws IOException {
    return next(4).getFloat(0);
  }

  float[] getFloats(int count) throws IOException {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = getFloat();
    }
    return values;
  }

  /** Bytes to memory outside the heap. */
  void getBytes(long address, long count) throws IOException {
    for (long done = 0; done < count; ) {
      int part = (int) Math.min(PART, count - done);
      next(part);
      Memory.write(bytes, 0, part, address + done);
      done += part;
    }
  }

  void skip(long count) throws IOException {
    for (long left = count; left > 0; ) {
      int part = (int) Math.min(PART, left);
      next(part);
      left -= part;
    }
  }

  QuernException damaged(String found) {
    return new QuernException(
        ErrorCode.MODEL, "The saved state does not fit this training: it has " + found);
  }

  private ByteBuffer next(int count) throws IOException {
    if (in.readNBytes(bytes, 0, count) != count) {
      throw new EOFException("The saved state ends early");
    }
    return buffer;
  }
}
