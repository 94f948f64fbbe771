package io.quern.model.feature;

import java.util.Arrays;

/**
 * The fitted part of a bag's slot. Immutable.
 *
 * @param weighted whether keys of the bag have weights of their own
 */
record BagSlot(SlotKeys keys, Pooling pooling, boolean weighted) {
  static BagSlot of(Feature feature, FeatureFit fit, int place) {
    SlotKeys keys = SlotKeys.of(feature, fit, place);
    return feature.transform() instanceof Transform.Bag bag
        ? new BagSlot(keys, bag.pooling(), bag.weighted())
        : new BagSlot(keys, Pooling.MEAN, false);
  }

  /** Sets the factors of the keys that begin at {@code start}, from {@code target} on. */
  void setFactors(EncodedRows rows, int start, int length, float[] factors, int target) {
    if (!weighted) {
      Arrays.fill(factors, target, target + length, pooling == Pooling.MEAN ? 1f / length : 1);
      return;
    }
    double sum = 0;
    for (int i = 0; i < length; i++) {
      float weight = rows.bagWeight(start + i);
      factors[target + i] = weight;
      sum += Math.abs(weight);
    }
    if (pooling == Pooling.MEAN && sum > 0) {
      for (int i = target; i < target + length; i++) {
        factors[i] = (float) (factors[i] / sum);
      }
    }
  }
}
