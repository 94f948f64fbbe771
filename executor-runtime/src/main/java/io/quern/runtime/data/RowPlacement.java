package io.quern.runtime.data;

import java.io.Serializable;

/**
 * Decides, from a row's place in the source alone, which share it belongs to and whether it is held
 * out for validation. Pure: neither the number of workers nor the order in which partitions are
 * read changes it.
 *
 * @param validationFraction expected share of rows held out, 0 to 1; 1 holds out every row
 */
record RowPlacement(long seed, double validationFraction) implements Serializable {
  /** Number of shares; a power of two, and the most workers a training can have. */
  static final int SHARES = 64;

  private static final int SHARE_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(SHARES);
  private static final long SHARE_STREAM = 0x53L;
  private static final long VALIDATION_STREAM = 0x56L;

  RowPlacement {
    if (!(validationFraction >= 0 && validationFraction <= 1)) {
      throw new IllegalArgumentException("Invalid validation fraction: " + validationFraction);
    }
  }

  /** Share of row {@code ordinal} (0-based) of source partition {@code partition}. */
  int share(int partition, long ordinal) {
    return (int) (hash(SHARE_STREAM, partition, ordinal) >>> SHARE_SHIFT);
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
