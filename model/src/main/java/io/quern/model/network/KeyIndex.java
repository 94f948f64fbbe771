package io.quern.model.network;

import java.util.Arrays;

/**
 * Numbers distinct keys from 0 in the order of first sight. A set with open addressing whose memory
 * is kept from batch to batch; keys are uniformly mixed, so their low bits serve as the hash.
 * Confined to one thread.
 */
final class KeyIndex {
  private static final int FIRST_CAPACITY = 1024;
  private static final int FREE = -1;

  /** Number of the key in each place, or {@link #FREE}; a power of two, at most half full. */
  private int[] places = new int[FIRST_CAPACITY];

  /** Keys by number. */
  private long[] keys = new long[FIRST_CAPACITY / 2];

  private int size;

  KeyIndex() {
    Arrays.fill(places, FREE);
  }

  void clear() {
    Arrays.fill(places, FREE);
    size = 0;
  }

  int size() {
    return size;
  }

  /** The first {@link #size} are in use; replaced when the index grows. */
  long[] keys() {
    return keys;
  }

  /** The number of a key, which is added where it is new. */
  int number(long key) {
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

  private void grow() {
    keys = Arrays.copyOf(keys, Math.multiplyExact(keys.length, 2));
    places = new int[Math.multiplyExact(keys.length, 2)];
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
