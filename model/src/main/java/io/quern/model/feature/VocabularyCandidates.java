package io.quern.model.feature;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;

/**
 * The keys of one feature that may get into its vocabulary, from all rows but a part of the keys:
 * exact counts in, and no more keys out than the vocabulary can have. Immutable.
 */
public final class VocabularyCandidates implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long distinct;
  private final long occurrences;
  private final long[] keys;
  private final long[] counts;

  /** Whether these alone are more than a vocabulary holds; then there are no keys. */
  private final boolean tooMany;

  private VocabularyCandidates(
      long distinct, long occurrences, long[] keys, long[] counts, boolean tooMany) {
    this.distinct = distinct;
    this.occurrences = occurrences;
    this.keys = keys;
    this.counts = counts;
    this.tooMany = tooMany;
  }

  /**
   * @param all counts of every key of the part
   */
  public static VocabularyCandidates of(Vocabulary limits, KeyCounts all) {
    long[] keys = new long[all.size()];
    long[] counts = new long[all.size()];
    int[] kept = {0};
    long[] occurrences = {0};
    long leastCount = limits.leastCount(all.size());
    all.forEach(
        (key, count) -> {
          occurrences[0] += count;
          if (count >= leastCount) {
            keys[kept[0]] = key;
            counts[kept[0]++] = count;
          }
        });
    if (limits.isTooLarge(kept[0])) {
      return new VocabularyCandidates(all.size(), occurrences[0], new long[0], new long[0], true);
    }
    return mostFrequent(limits, all.size(), occurrences[0], keys, counts, kept[0]);
  }

  /** Joins parts that have no keys in common, into the vocabulary. */
  public static FittedVocabulary fit(Vocabulary limits, Collection<VocabularyCandidates> parts) {
    long distinct = parts.stream().mapToLong(part -> part.distinct).sum();
    long occurrences = parts.stream().mapToLong(part -> part.occurrences).sum();
    long leastCount = limits.leastCount(distinct);
    int size = parts.stream().mapToInt(part -> part.keys.length).reduce(0, Math::addExact);
    long[] keys = new long[size];
    long[] counts = new long[size];
    int kept = 0;
    for (VocabularyCandidates part : parts) {
      for (int i = 0; i < part.keys.length; i++) {
        if (part.counts[i] >= leastCount) {
          keys[kept] = part.keys[i];
          counts[kept++] = part.counts[i];
        }
      }
    }
    if (limits.isTooLarge(kept) || parts.stream().anyMatch(part -> part.tooMany)) {
      return FittedVocabulary.NONE;
    }
    VocabularyCandidates all = mostFrequent(limits, distinct, occurrences, keys, counts, kept);
    return new FittedVocabulary(
        true,
        KeySet.ofAscending(sortUnsigned(all.keys)),
        distinct,
        occurrences - Arrays.stream(all.counts).sum());
  }

  private static VocabularyCandidates mostFrequent(
      Vocabulary limits, long distinct, long occurrences, long[] keys, long[] counts, int size) {
    int most = limits.maxSize() == 0 ? size : Math.min(size, limits.maxSize());
    if (most == size) {
      return new VocabularyCandidates(
          distinct, occurrences, Arrays.copyOf(keys, size), Arrays.copyOf(counts, size), false);
    }
    long[] ascending = Arrays.copyOf(counts, size);
    Arrays.sort(ascending);
    long least = ascending[size - most];
    long lastTie = lastTie(keys, counts, size, least, most);
    long[] keptKeys = new long[most];
    long[] keptCounts = new long[most];
    int kept = 0;
    for (int i = 0; i < size; i++) {
      boolean wins = counts[i] == least && Long.compareUnsigned(keys[i], lastTie) <= 0;
      if (counts[i] > least || wins) {
        keptKeys[kept] = keys[i];
        keptCounts[kept++] = counts[i];
      }
    }
    return new VocabularyCandidates(distinct, occurrences, keptKeys, keptCounts, false);
  }

  /** Of the keys that are there {@code least} times, the last that still finds room. */
  private static long lastTie(long[] keys, long[] counts, int size, long least, int most) {
    long[] ties = new long[size];
    int tied = 0;
    int above = 0;
    for (int i = 0; i < size; i++) {
      if (counts[i] == least) {
        ties[tied++] = keys[i];
      } else if (counts[i] > least) {
        above++;
      }
    }
    return sortUnsigned(Arrays.copyOf(ties, tied))[most - above - 1];
  }

  /** Sorts in place. */
  private static long[] sortUnsigned(long[] keys) {
    for (int i = 0; i < keys.length; i++) {
      keys[i] ^= Long.MIN_VALUE;
    }
    Arrays.sort(keys);
    for (int i = 0; i < keys.length; i++) {
      keys[i] ^= Long.MIN_VALUE;
    }
    return keys;
  }
}
