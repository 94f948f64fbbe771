package io.quern.model.bundle;

import java.util.function.IntToLongFunction;

/**
 * Finds a key among ascending ones (unsigned). The range of keys is cut into equal parts of one to
 * two keys on average, each with the number of its first key; keys are uniformly mixed, so parts
 * stay small. Where they are not, the search in a part is still logarithmic. Immutable and
 * thread-safe.
 */
final class PrefixIndex {
  private final long first;
  private final long span;
  private final int shift;

  /** The number of the first key of each part, and one past the last key. */
  private final int[] starts;

  private final IntToLongFunction keys;

  private PrefixIndex(long first, long span, int shift, int[] starts, IntToLongFunction keys) {
    this.first = first;
    this.span = span;
    this.shift = shift;
    this.starts = starts;
    this.keys = keys;
  }

  /**
   * @param keys the key of each number from 0 to {@code size}, exclusive
   * @throws InvalidShardException when they do not ascend
   */
  static PrefixIndex of(int size, IntToLongFunction keys) throws InvalidShardException {
    if (size == 0) {
      return new PrefixIndex(0, 0, 0, new int[] {0, 0}, keys);
    }
    long first = keys.applyAsLong(0);
    long span = keys.applyAsLong(size - 1) - first;
    int bits = Math.max(1, 31 - Integer.numberOfLeadingZeros(size));
    int shift = Math.max(0, 64 - Long.numberOfLeadingZeros(span) - bits);
    int[] starts = new int[(int) (span >>> shift) + 2];
    int part = 0;
    long previous = 0;
    for (int number = 0; number < size; number++) {
      long distance = keys.applyAsLong(number) - first;
      if (number > 0 && Long.compareUnsigned(distance, previous) <= 0
          || Long.compareUnsigned(distance, span) > 0) {
        throw new InvalidShardException(
            "the keys of records %d and %d do not ascend".formatted(number - 1, number));
      }
      previous = distance;
      while (part < (int) (distance >>> shift)) {
        starts[++part] = number;
      }
    }
    starts[part + 1] = size;
    return new PrefixIndex(first, span, shift, starts, keys);
  }

  /** Where the search for a key begins: the number of a key that is there. */
  int start(long key) {
    long distance = key - first;
    int part = Long.compareUnsigned(distance, span) > 0 ? 0 : (int) (distance >>> shift);
    return starts[part];
  }

  /** The number of a key, or −1. */
  int find(long key) {
    long distance = key - first;
    if (Long.compareUnsigned(distance, span) > 0) {
      return -1;
    }
    int part = (int) (distance >>> shift);
    int low = starts[part];
    int high = starts[part + 1] - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = keys.applyAsLong(middle);
      if (found == key) {
        return middle;
      }
      if (Long.compareUnsigned(found, key) < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }
}
