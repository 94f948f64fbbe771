package io.quern.runtime.train;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Several encodings as one. */
final class ByteParts {
  private ByteParts() {}

  /** The parts one after the other, each behind its length; {@link #split} parts them again. */
  static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length = Math.addExact(length, Math.addExact(Integer.BYTES, part.length));
    }
    ByteBuffer joined = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      joined.putInt(part.length).put(part);
    }
    return joined.array();
  }

  static List<byte[]> split(byte[] joined) {
    ByteBuffer buffer = ByteBuffer.wrap(joined);
    List<byte[]> parts = new ArrayList<>();
    while (buffer.hasRemaining()) {
      byte[] part = new byte[buffer.getInt()];
      buffer.get(part);
      parts.add(part);
    }
    return parts;
  }
}
