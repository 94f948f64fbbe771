package io.quern.model.feature;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Some keys, ascending (unsigned). A search costs a step or two, because keys are uniformly mixed:
 * their range is cut into equal parts of about two keys each. Immutable and thread-safe.
 */
public final class KeySet implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No keys. */
  public static final KeySet EMPTY = new KeySet(new long[0]);

  private final long[] keys;

  /** How many leading bits of a key name its part. */
  private final int shift;

  /** The place of the first key of each part, and one past the last key. */
  private final int[] starts;

  private KeySet(long[] ascending) {
    keys = ascending;
    int bits = Math.max(1, 31 - Integer.numberOfLeadingZeros(Math.max(2, keys.length)) - 1);
    shift = Long.SIZE - bits;
    starts = new int[(1 << bits) + 1];
    int part = 0;
    for (int i = 0; i < keys.length; i++) {
      while (part <= (int) (keys[i] >>> shift)) {
        starts[part++] = i;
      }
    }
    Arrays.fill(starts, part, starts.length, keys.length);
  }

  /**
   * @param keys strictly ascending, unsigned; copied
   * @throws IllegalArgumentException when they do not ascend
   */
  public static KeySet ofAscending(long[] keys) {
    for (int i = 1; i < keys.length; i++) {
      if (Long.compareUnsigned(keys[i - 1], keys[i]) >= 0) {
        throw new IllegalArgumentException("Keys %d and %d do not ascend".formatted(i - 1, i));
      }
    }
    return new KeySet(keys.clone());
  }

  /** Number of keys. */
  public int size() {
    return keys.length;
  }

  /** The key of that rank, from 0. */
  public long get(int rank) {
    return keys[rank];
  }

  /**
   * Reads what {@link #rank} of the first {@code count} keys is going to read, without a branch
   * that depends on it: the processor then waits for all of them at once.
   *
   * @return of no meaning; to be used, so that the reading is not optimised away
   */
  public long touch(long[] asked, int count) {
    long touched = 0;
    for (int i = 0; i < (keys.length == 0 ? 0 : count); i++) {
      int start = starts[(int) (asked[i] >>> shift)];
      touched ^= keys[Math.min(start, keys.length - 1)];
    }
    return touched;
  }

  public boolean contains(long key) {
    return rank(key) >= 0;
  }

  /** The rank of a key, from 0, or −1 where it is not in the set. */
  public int rank(long key) {
    int part = (int) (key >>> shift);
    for (int i = starts[part]; i < starts[part + 1]; i++) {
      if (keys[i] == key) {
        return i;
      }
    }
    return -1;
  }

  /** The keys of both. */
  KeySet union(KeySet other) {
    long[] all = new long[keys.length + other.keys.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < keys.length || j < other.keys.length) {
      int order =
          i == keys.length
              ? 1
              : j == other.keys.length ? -1 : Long.compareUnsigned(keys[i], other.keys[j]);
      all[size++] = order <= 0 ? keys[i] : other.keys[j];
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return new KeySet(Arrays.copyOf(all, size));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeySet set && Arrays.equals(keys, set.keys);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(keys);
  }

  @Override
  public String toString() {
    return keys.length + " keys";
  }
}
