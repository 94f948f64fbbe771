package io.quern.model.feature;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * What a row of a feature's table stands for.
 *
 * @param text as SQL prints the value; empty where the key does not tell it (texts and crosses are
 *     hashed for good) and where there is none
 */
public record FeatureValue(long key, Kind kind, Optional<String> text) {
  /** What can have a row. */
  public enum Kind {
    /** A value of a category or an element of a bag. */
    VALUE,
    /** A bucket of numbers, told by its bounds. */
    BUCKET,
    /** Any number: its row is scaled by it. */
    NUMBER,
    /** NULL and what counts as NULL. */
    MISSING,
    /** All values outside the vocabulary. */
    OTHER;

    /** As users read it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public FeatureValue {
    requireNonNull(kind, "kind is null");
    requireNonNull(text, "text is null");
  }

  static FeatureValue of(Kind kind, long key) {
    return new FeatureValue(key, kind, Optional.empty());
  }
}
