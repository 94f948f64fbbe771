package io.quern.model.feature;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * The values of a feature that have rows of their own, and what was left out.
 *
 * @param limited whether only these have; otherwise all values have and nothing else is known
 * @param keys of the values that are kept
 * @param distinct values in the training rows
 * @param outOfVocabulary how often the training rows hold a value that is not kept: rows of a
 *     category, elements of a bag
 */
public record FittedVocabulary(boolean limited, KeySet keys, long distinct, long outOfVocabulary)
    implements Serializable {
  /** All values have rows of their own. */
  public static final FittedVocabulary NONE = new FittedVocabulary(false, KeySet.EMPTY, 0, 0);

  public FittedVocabulary {
    requireNonNull(keys, "keys is null");
    if (distinct < keys.size() || outOfVocabulary < 0) {
      throw new IllegalArgumentException(
          "Invalid vocabulary: %d of %d values, %d times another"
              .formatted(keys.size(), distinct, outOfVocabulary));
    }
  }

  FittedVocabulary withKeys(KeySet read) {
    return new FittedVocabulary(limited, read, distinct, outOfVocabulary);
  }

  /**
   * The values that either keeps; all where one keeps all. {@code distinct} counts a value twice
   * that both have seen and at least one has left out: which ones these are is not kept.
   */
  FittedVocabulary union(FittedVocabulary later) {
    if (!limited || !later.limited) {
      return NONE;
    }
    KeySet all = keys.union(later.keys);
    long inBoth = (long) keys.size() + later.keys.size() - all.size();
    return new FittedVocabulary(
        true, all, distinct + later.distinct - inBoth, outOfVocabulary + later.outOfVocabulary);
  }
}
