package io.quern.model.tensorflow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** A direct buffer that is reused and grows: DJL allocates afresh for anything else it is given. */
final class DirectFloats {
  private ByteBuffer bytes = ByteBuffer.allocateDirect(0);

  /** The next {@code count} values; the result is overwritten by the next call. */
  ByteBuffer copyOf(FloatBuffer values, int count) {
    int size = Math.multiplyExact(count, Float.BYTES);
    if (bytes.capacity() < size) {
      bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    }
    bytes.clear().limit(size);
    bytes.asFloatBuffer().put(values.duplicate().limit(values.position() + count));
    return bytes;
  }
}
