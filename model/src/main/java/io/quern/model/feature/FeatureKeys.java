package io.quern.model.feature;

import static java.nio.charset.StandardCharsets.UTF_8;

import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/**
 * The 64-bit keys under which table rows are kept. Part of the format of saved models: never
 * change.
 *
 * <p>A key is XXH64 (Collet, "xxHash fast digest algorithm") of the value's bytes, seeded with a
 * salt of the column's name, so that equal values of different columns have different rows. Keys
 * are uniformly mixed in all bits. Every sorted order of keys is unsigned. Thread-safe.
 */
public final class FeatureKeys {
  /** Number of virtual shards: a key belongs to the one that its top bits name. */
  public static final int VIRTUAL_SHARDS = 64;

  private static final XXHash64 XXH64 = XXHashFactory.fastestJavaInstance().hash64();
  private static final byte[] EMPTY = new byte[0];

  /** Keeps the seed of "missing" away from the seed of values: 2^64 divided by the golden ratio. */
  private static final long MISSING = 0x9E3779B97F4A7C15L;

  /** Keeps the seed of "out of vocabulary" away from both. */
  private static final long OUT_OF_VOCABULARY = 0xD6E8FEB86659FD93L;

  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;

  private static final long UNDO_PRIME_1 = inverse(PRIME_1);
  private static final long UNDO_PRIME_2 = inverse(PRIME_2);
  private static final long UNDO_PRIME_3 = inverse(PRIME_3);

  private FeatureKeys() {}

  /** What the keys of a column are seeded with: XXH64 of its name in UTF-8, seed 0. */
  public static long columnSalt(String column) {
    byte[] name = column.getBytes(UTF_8);
    return XXH64.hash(name, 0, name.length, 0);
  }

  /** The key of a missing value, or of a bag without elements. */
  public static long missing(long columnSalt) {
    return XXH64.hash(EMPTY, 0, 0, columnSalt ^ MISSING);
  }

  /** The key of a NUMBER feature whose value is present; the number scales that row. */
  public static long presence(long columnSalt) {
    return XXH64.hash(EMPTY, 0, 0, columnSalt);
  }

  /**
   * The key of the values that a vocabulary leaves out.
   *
   * @param featureSalt of the feature's name, not of its table's: features that share rows do not
   *     share what they leave out
   */
  public static long outOfVocabulary(long featureSalt) {
    return XXH64.hash(EMPTY, 0, 0, featureSalt ^ OUT_OF_VOCABULARY);
  }

  /** The key of a combination and one more column's key. */
  static long crossed(long before, long key) {
    return ofEightBytes(before, key);
  }

  /** The key of a string given as UTF-8; the empty string is a value, not missing. */
  public static long ofUtf8(long columnSalt, byte[] value) {
    return XXH64.hash(value, 0, value.length, columnSalt);
  }

  /** The key of a 64-bit integer, or of a boolean as 0 or 1. */
  public static long ofIntegral(long columnSalt, long value) {
    return ofEightBytes(columnSalt, value);
  }

  /**
   * The integer whose key this is: of eight bytes the hash is a bijection, step by step. Any key
   * gives some integer.
   */
  static long integralOf(long columnSalt, long key) {
    long hash = key ^ (key >>> 32);
    hash *= UNDO_PRIME_3;
    hash = (hash ^ (hash >>> 29) ^ (hash >>> 58)) * UNDO_PRIME_2;
    hash ^= hash >>> 33;
    hash = Long.rotateRight((hash - PRIME_4) * UNDO_PRIME_1, 27);
    hash = (hash ^ (columnSalt + PRIME_5 + Long.BYTES)) * UNDO_PRIME_1;
    return Long.rotateRight(hash, 31) * UNDO_PRIME_2;
  }

  /** Of an odd number modulo 2⁶⁴; each step of Newton's method doubles the bits that are right. */
  private static long inverse(long odd) {
    long inverse = odd;
    for (int bits = 3; bits < Long.SIZE; bits *= 2) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }

  /** The key of a number that serves as an id; −0 is 0. The number is not NaN. */
  public static long ofNumber(long columnSalt, double value) {
    return ofEightBytes(columnSalt, Double.doubleToLongBits(value + 0.0));
  }

  /** Which of the {@link #VIRTUAL_SHARDS} a key belongs to; ascending in the order of keys. */
  public static int virtualShard(long key) {
    return (int) (key >>> 58);
  }

  /** XXH64 of the eight little-endian bytes of {@code value}: the short-input branch, unrolled. */
  private static long ofEightBytes(long seed, long value) {
    long hash = seed + PRIME_5 + Long.BYTES;
    hash ^= Long.rotateLeft(value * PRIME_2, 31) * PRIME_1;
    hash = Long.rotateLeft(hash, 27) * PRIME_1 + PRIME_4;
    hash = (hash ^ (hash >>> 33)) * PRIME_2;
    hash = (hash ^ (hash >>> 29)) * PRIME_3;
    return hash ^ (hash >>> 32);
  }
}
