package io.quern.ps;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * Which keys get a row. A key has one from its n-th occurrence in training pulls on, that
 * occurrence included; before, it reads as zeros and its gradients are dropped.
 *
 * <p>A Bloom filter for k keys at error rate p has {@code m = k × |ln p| / (ln 2)²} counters of one
 * byte and takes {@code m / k × ln 2} of them per key (Fan, Cao, Almeida, Broder: "Summary cache",
 * 2000); it may admit a key too early, never too late.
 *
 * @param occurrences n; 0 or 1 admits every key at once
 * @param keys that the Bloom filters of all servers together are made for
 * @param errorRate share of other keys that a filter so full counts too high
 */
public record Admission(int occurrences, Counting counting, long keys, double errorRate)
    implements Serializable {
  /** The highest n: counts are bytes. */
  public static final int MOST_OCCURRENCES = 255;

  public static final Admission OF_ALL = new Admission(0, Counting.EXACT, 0, 0);

  /** How occurrences of keys without a row are counted. */
  public enum Counting {
    /** Nine bytes per key, in a hash table at most four fifths full. */
    EXACT,
    /** A counting Bloom filter of fixed size. */
    BLOOM
  }

  public Admission {
    requireNonNull(counting, "counting is null");
    if (occurrences < 0 || occurrences > MOST_OCCURRENCES) {
      throw new IllegalArgumentException("Invalid admission after " + occurrences);
    }
    boolean sized = keys > 0 && errorRate > 0 && errorRate < 1;
    if (counting == Counting.BLOOM && !sized) {
      throw new IllegalArgumentException(
          "Invalid Bloom filter for " + keys + " keys at " + errorRate);
    }
  }

  boolean counts() {
    return occurrences > 1;
  }
}
