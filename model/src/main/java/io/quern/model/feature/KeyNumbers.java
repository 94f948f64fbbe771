package io.quern.model.feature;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.Arrays;

/**
 * Numbers distinct keys from 0 in the order of first sight, so that what comes after looks rows up
 * in arrays instead of searching for keys. A set with open addressing; keys are uniformly mixed, so
 * their low bits serve as the hash. Confined to one thread until {@link #seal}.
 */
public final class KeyNumbers {
  private static final int FIRST_CAPACITY = 1024;
  private static final int LARGEST_CAPACITY = 1 << 30;
  private static final int FREE = -1;
  private static final int[] SEALED = {};

  /** Number of the key in each place, or {@link #FREE}; a power of two, at most half full. */
  private int[] places = new int[FIRST_CAPACITY];

  /** Keys by number. */
  private long[] keys = new long[FIRST_CAPACITY / 2];

  private int size;

  /** No keys yet. */
  public KeyNumbers() {
    Arrays.fill(places, FREE);
  }

  /** How many keys there are. */
  public int size() {
    return size;
  }

  /** The key of a number below {@link #size}. */
  public long key(int number) {
    return keys[number];
  }

  /**
   * The number of a key, which is added where it is new.
   *
   * @throws QuernException {@code RESOURCE} when there are more keys than it can hold
   * @throws IllegalStateException after {@link #seal}
   */
  public int number(long key) {
    if (places == SEALED) {
      throw new IllegalStateException("No key is numbered any more");
    }
    int mask = places.length - 1;
    int place = (int) key & mask;
    for (int number; (number = places[place]) != FREE; place = (place + 1) & mask) {
      if (keys[number] == key) {
        return number;
      }
    }
    if (size == keys.length) {
      grow();
      return number(key);
    }
    places[place] = size;
    keys[size] = key;
    return size++;
  }

  /** Lets go of what only numbering needs. */
  public void seal() {
    keys = Arrays.copyOf(keys, size);
    places = SEALED;
  }

  /**
   * What is taken of the heap: 16 to 32 bytes a key, and once sealed 8. While it grows, up to half
   * as much again for a moment.
   */
  public long heapBytes() {
    return (long) Integer.BYTES * places.length + (long) Long.BYTES * keys.length;
  }

  private void grow() {
    if (places.length == LARGEST_CAPACITY) {
      throw new QuernException(
              ErrorCode.RESOURCE,
              "The rows of one worker have more than %,d distinct keys".formatted(size))
          .withHint("Raise workers.");
    }
    keys = Arrays.copyOf(keys, 2 * keys.length);
    places = new int[2 * keys.length];
    Arrays.fill(places, FREE);
    int mask = places.length - 1;
    for (int number = 0; number < size; number++) {
      int place = (int) keys[number] & mask;
      while (places[place] != FREE) {
        place = (place + 1) & mask;
      }
      places[place] = number;
    }
  }
}
