package io.quern.ps;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import sun.misc.Unsafe;

/**
 * Raw memory outside the Java heap: the only class that touches {@code sun.misc.Unsafe}.
 *
 * <p>Nothing is checked: callers stay inside what they allocated and never use freed memory. Values
 * are stored in the processor's byte order, which is little-endian wherever Quern runs.
 */
final class Memory {
  private static final Unsafe UNSAFE = unsafe();

  /** Below this many floats a loop beats the call of a copying routine. */
  private static final int FEW = 8;

  private static final AtomicLong ALLOCATED = new AtomicLong();

  private Memory() {}

  private static Unsafe unsafe() {
    try {
      var field = Unsafe.class.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return (Unsafe) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Bytes that this class loader's tables hold now; for leak checks. */
  static long allocated() {
    return ALLOCATED.get();
  }

  /**
   * Uninitialised memory.
   *
   * @throws OutOfMemoryError when the process cannot have more
   */
  static long allocate(long bytes) {
    long address = UNSAFE.allocateMemory(bytes);
    ALLOCATED.addAndGet(bytes);
    return address;
  }

  static void free(long address, long bytes) {
    UNSAFE.freeMemory(address);
    ALLOCATED.addAndGet(-bytes);
  }

  /** Frees a direct buffer now, not when it is collected; nobody may use it afterwards. */
  static void free(ByteBuffer buffer) {
    UNSAFE.invokeCleaner(buffer);
  }

  static void zero(long address, long bytes) {
    UNSAFE.setMemory(address, bytes, (byte) 0);
  }

  static void copy(long from, long to, long bytes) {
    UNSAFE.copyMemory(from, to, bytes);
  }

  static long getLong(long address) {
    return UNSAFE.getLong(address);
  }

  static void putLong(long address, long value) {
    UNSAFE.putLong(address, value);
  }

  static int getInt(long address) {
    return UNSAFE.getInt(address);
  }

  static void putInt(long address, int value) {
    UNSAFE.putInt(address, value);
  }

  static byte getByte(long address) {
    return UNSAFE.getByte(address);
  }

  static void putByte(long address, byte value) {
    UNSAFE.putByte(address, value);
  }

  static float getFloat(long address) {
    return UNSAFE.getFloat(address);
  }

  static void putFloat(long address, float value) {
    UNSAFE.putFloat(address, value);
  }

  /** Copies {@code count} bytes to {@code to[at…]}. */
  static void read(long address, byte[] to, int at, int count) {
    UNSAFE.copyMemory(null, address, to, Unsafe.ARRAY_BYTE_BASE_OFFSET + at, count);
  }

  /** Copies {@code count} bytes from {@code from[at…]}. */
  static void write(byte[] from, int at, int count, long address) {
    UNSAFE.copyMemory(from, Unsafe.ARRAY_BYTE_BASE_OFFSET + at, null, address, count);
  }

  /** Copies {@code count} floats to {@code to[at…]}. */
  static void read(long address, float[] to, int at, int count) {
    if (count < FEW) {
      for (int i = 0; i < count; i++) {
        to[at + i] = UNSAFE.getFloat(address + 4L * i);
      }
      return;
    }
    long offset = Unsafe.ARRAY_FLOAT_BASE_OFFSET + 4L * at;
    UNSAFE.copyMemory(null, address, to, offset, 4L * count);
  }

  /** Copies {@code count} floats from {@code from[at…]}. */
  static void write(float[] from, int at, int count, long address) {
    if (count < FEW) {
      for (int i = 0; i < count; i++) {
        UNSAFE.putFloat(address + 4L * i, from[at + i]);
      }
      return;
    }
    long offset = Unsafe.ARRAY_FLOAT_BASE_OFFSET + 4L * at;
    UNSAFE.copyMemory(from, offset, null, address, 4L * count);
  }
}
