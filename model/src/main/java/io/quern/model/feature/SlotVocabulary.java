package io.quern.model.feature;

import static java.util.Objects.requireNonNull;

/**
 * What the encoded keys of a slot stand for, where not every value has a row of its own. Immutable
 * and thread-safe.
 *
 * @param kept of the values that stand for themselves
 * @param missing of a missing value, which stands for itself too
 * @param unknown what all other keys stand for
 */
public record SlotVocabulary(KeySet kept, long missing, long unknown) {
  public SlotVocabulary {
    requireNonNull(kept, "kept is null");
  }

  static SlotVocabulary of(Feature feature, KeySet kept) {
    return new SlotVocabulary(
        kept,
        FeatureKeys.missing(FeatureKeys.columnSalt(feature.table())),
        FeatureKeys.outOfVocabulary(FeatureKeys.columnSalt(feature.name())));
  }

  /** The key that an encoded one stands for. */
  long fitted(long encoded) {
    return kept.contains(encoded) || encoded == missing ? encoded : unknown;
  }
}
