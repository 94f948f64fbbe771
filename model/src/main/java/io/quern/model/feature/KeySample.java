package io.quern.model.feature;

/**
 * Exact counts of a share of the keys: of all while they are few, then of every second, every
 * fourth … by the key itself, so that samples of parts of the rows join to that of all rows.
 *
 * <p>P. B. Gibbons: "Distinct sampling for highly-accurate answers to distinct values queries and
 * event reports", VLDB 2001. Confined to one thread.
 */
final class KeySample {
  /** Keys held; the standard error of a number of keys is then about a hundredth. */
  static final int MOST_KEYS = 1 << 13;

  /** Bits that decide neither the place in {@link KeyCounts} nor the virtual shard. */
  private static final int FIRST_BIT = 24;

  private KeyCounts counts = new KeyCounts();
  private int level;

  void add(long key, long count) {
    if (isIn(key)) {
      counts.add(key, count);
      if (counts.size() > MOST_KEYS) {
        raise(level + 1);
      }
    }
  }

  /** Takes in what a sample of other rows has. */
  void merge(KeySample other) {
    if (other.level > level) {
      raise(other.level);
    }
    other.counts.forEach(this::add);
  }

  /** Holds one key in {@code 2^level} from now on. */
  void raise(int to) {
    KeyCounts before = counts;
    counts = new KeyCounts();
    level = to;
    before.forEach(this::add);
  }

  private boolean isIn(long key) {
    return (key >>> FIRST_BIT & ((1L << level) - 1)) == 0;
  }

  int level() {
    return level;
  }

  KeyCounts counts() {
    return counts;
  }
}
