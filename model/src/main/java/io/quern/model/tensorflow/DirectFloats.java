package io.quern.model.tensorflow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Direct buffers of floats in the processor's byte order, which DJL takes as they are. */
public final class DirectFloats {
  private DirectFloats() {}

  /** A buffer of zeros. */
  public static ByteBuffer allocate(int count) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(count, Float.BYTES))
        .order(ByteOrder.nativeOrder());
  }

  /** A buffer of those values. */
  public static ByteBuffer of(float... values) {
    ByteBuffer bytes = allocate(values.length);
    bytes.asFloatBuffer().put(values);
    return bytes;
  }
}
