package io.quern.model.feature;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * The values of a feature that have rows of their own, and what was left out.
 *
 * @param keys of the values that are kept
 * @param distinct values in the training rows
 * @param outOfVocabulary how often the training rows hold a value that is not kept: rows of a
 *     category, elements of a bag
 */
public record FittedVocabulary(KeySet keys, long distinct, long outOfVocabulary)
    implements Serializable {
  /** Of a feature whose vocabulary has no limits: nothing is counted. */
  public static final FittedVocabulary NONE = new FittedVocabulary(KeySet.EMPTY, 0, 0);

  public FittedVocabulary {
    requireNonNull(keys, "keys is null");
    if (distinct < keys.size() || outOfVocabulary < 0) {
      throw new IllegalArgumentException(
          "Invalid vocabulary: %d of %d values, %d times another"
              .formatted(keys.size(), distinct, outOfVocabulary));
    }
  }

  /**
   * The values that either keeps. {@code distinct} counts a value twice that both have seen and at
   * least one has left out: which ones these are is not kept.
   */
  FittedVocabulary union(FittedVocabulary later) {
    KeySet all = keys.union(later.keys);
    long inBoth = (long) keys.size() + later.keys.size() - all.size();
    return new FittedVocabulary(
        all, distinct + later.distinct - inBoth, outOfVocabulary + later.outOfVocabulary);
  }
}
