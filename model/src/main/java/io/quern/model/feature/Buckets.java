package io.quern.model.feature;

import java.util.List;

/** Numbers as ids: how many boundaries are not above them. Immutable. */
final class Buckets {
  private final double[] boundaries;
  private final long[] keys;

  /**
   * @param boundaries ascending; none for one bucket
   */
  Buckets(List<Double> boundaries, long salt) {
    this.boundaries = boundaries.stream().mapToDouble(b -> b).toArray();
    this.keys = new long[this.boundaries.length + 1];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = FeatureKeys.ofIntegral(salt, i);
    }
  }

  /** The key of the bucket of a finite number. */
  long key(double value) {
    int low = 0;
    int high = boundaries.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (boundaries[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return keys[low];
  }
}
