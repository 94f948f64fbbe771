package io.quern.model.feature;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * XXH64, written from the specification in the xxHash repository (doc/xxhash_spec.md), slow and
 * plain.
 */
public final class ReferenceXxHash {
  private static final long P1 = 0x9E3779B185EBCA87L;
  private static final long P2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P3 = 0x165667B19E3779F9L;
  private static final long P4 = 0x85EBCA77C2B2AE63L;
  private static final long P5 = 0x27D4EB2F165667C5L;

  private ReferenceXxHash() {}

  public static long hash(byte[] bytes, long seed) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long acc = bytes.length >= 32 ? stripes(in, seed) : seed + P5;
    acc += bytes.length;
    while (in.remaining() >= 8) {
      acc = Long.rotateLeft(acc ^ round(0, in.getLong()), 27) * P1 + P4;
    }
    if (in.remaining() >= 4) {
      acc = Long.rotateLeft(acc ^ (in.getInt() & 0xFFFFFFFFL) * P1, 23) * P2 + P3;
    }
    while (in.hasRemaining()) {
      acc = Long.rotateLeft(acc ^ (in.get() & 0xFF) * P5, 11) * P1;
    }
    acc = (acc ^ acc >>> 33) * P2;
    acc = (acc ^ acc >>> 29) * P3;
    return acc ^ acc >>> 32;
  }

  private static long stripes(ByteBuffer in, long seed) {
    long[] lanes = {seed + P1 + P2, seed + P2, seed, seed - P1};
    while (in.remaining() >= 32) {
      for (int i = 0; i < 4; i++) {
        lanes[i] = round(lanes[i], in.getLong());
      }
    }
    long acc =
        Long.rotateLeft(lanes[0], 1)
            + Long.rotateLeft(lanes[1], 7)
            + Long.rotateLeft(lanes[2], 12)
            + Long.rotateLeft(lanes[3], 18);
    for (long lane : lanes) {
      acc = (acc ^ round(0, lane)) * P1 + P4;
    }
    return acc;
  }

  private static long round(long acc, long lane) {
    return Long.rotateLeft(acc + lane * P2, 31) * P1;
  }
}
