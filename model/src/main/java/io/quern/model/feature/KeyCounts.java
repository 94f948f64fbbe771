package io.quern.model.feature;

import java.util.Arrays;

/**
 * How often each key is there. A map with open addressing; keys are uniformly mixed, so their low
 * bits serve as the hash. Confined to one thread.
 */
public final class KeyCounts {
  private static final int FIRST_CAPACITY = 1024;

  private long[] keys = new long[FIRST_CAPACITY];

  /** 0 where the place is free. */
  private long[] counts = new long[FIRST_CAPACITY];

  private int size;

  /** Receives keys and their counts. */
  @FunctionalInterface
  public interface Visitor {
    void visit(long key, long count);
  }

  /**
   * @param count from 1
   */
  public void add(long key, long count) {
    int place = place(key);
    if (counts[place] == 0) {
      if (2 * (size + 1) > keys.length) {
        grow();
        place = place(key);
      }
      keys[place] = key;
      size++;
    }
    counts[place] += count;
  }

  /** Number of distinct keys. */
  public int size() {
    return size;
  }

  /** In no order that means anything. */
  public void forEach(Visitor visitor) {
    for (int place = 0; place < keys.length; place++) {
      if (counts[place] > 0) {
        visitor.visit(keys[place], counts[place]);
      }
    }
  }

  /** Forgets all keys; keeps the memory. */
  public void clear() {
    Arrays.fill(counts, 0);
    size = 0;
  }

  /** Where the key is, or would be. */
  private int place(long key) {
    int mask = keys.length - 1;
    int place = (int) key & mask;
    while (counts[place] != 0 && keys[place] != key) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldCounts = counts;
    keys = new long[Math.multiplyExact(oldKeys.length, 2)];
    counts = new long[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldCounts[i] > 0) {
        int place = place(oldKeys[i]);
        keys[place] = oldKeys[i];
        counts[place] = oldCounts[i];
      }
    }
  }
}
