package io.quern.ps;

import java.io.IOException;

/** Occurrences of keys that have no row yet, of one virtual shard; guarded by its lock. */
interface KeyCounts {

  /**
   * Counts, as long as the count matters.
   *
   * @return the key's occurrences so far, at most 255
   */
  int add(long key, int occurrences);

  /** The key has a row now: it need not be counted any more. */
  void forget(long key);

  /** What {@link #save} takes. */
  long savedBytes();

  /** Writes all counts in a form that depends on nothing but the shard and the configuration. */
  void save(StateWriter to) throws IOException;

  /** Takes over saved counts in place of its own. */
  void load(StateReader from) throws IOException;

  void free();

  /** The counts of one of the shards; memory is taken when the first key comes. */
  static KeyCounts of(Admission admission, TableMemory memory) {
    return admission.counting() == Admission.Counting.BLOOM
        ? new BloomCounts(admission, memory)
        : new ExactCounts(memory);
  }
}
