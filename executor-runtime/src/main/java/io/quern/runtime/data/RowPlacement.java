package io.quern.runtime.data;

import java.io.Serializable;

/**
 * Decides, from a row's place in the source alone, which of so many shares it belongs to and
 * whether it is held out for validation. Pure: the order in which partitions are read changes
 * nothing, and whether a row is held out does not depend on the number of shares.
 *
 * @param validationFraction expected share of rows held out, 0 to 1; 1 holds out every row
 * @param shares that rows are put into, each for one worker to train on
 */
record RowPlacement(long seed, double validationFraction, int shares) implements Serializable {
  private static final int FEWEST_SHARES = 64;
  private static final int SHARES_PER_WORKER = 4;

  private static final long SHARE_STREAM = 0x53L;
  private static final long VALIDATION_STREAM = 0x56L;

  RowPlacement {
    if (!(validationFraction >= 0 && validationFraction <= 1)) {
      throw new IllegalArgumentException("Invalid validation fraction: " + validationFraction);
    }
    if (shares < 1) {
      throw new IllegalArgumentException("Invalid number of shares: " + shares);
    }
  }

  /**
   * Shares for a training whose workers are not counted yet: a multiple of the most there may be,
   * so that all have alike; several for each, so that fewer workers have nearly alike; and 64 at
   * least, so that the number of workers seldom matters.
   */
  static int sharesFor(int mostWorkers) {
    int each = Math.max(SHARES_PER_WORKER, -Math.floorDiv(-FEWEST_SHARES, mostWorkers));
    return Math.multiplyExact(mostWorkers, each);
  }

  /** Share of row {@code ordinal} (0-based) of source partition {@code partition}. */
  int share(int partition, long ordinal) {
    return (int) (((hash(SHARE_STREAM, partition, ordinal) >>> 32) * shares) >>> 32);
  }

  boolean isValidation(int partition, long ordinal) {
    double uniform = (hash(VALIDATION_STREAM, partition, ordinal) >>> 11) * 0x1p-53;
    return uniform < validationFraction;
  }

  /** The worker, of {@code workers}, that trains on {@code share}. */
  static int worker(int share, int workers) {
    return share % workers;
  }

  private long hash(long stream, int partition, long ordinal) {
    return Mix.of(Mix.of(Mix.of(seed + stream) + partition) + ordinal);
  }
}
