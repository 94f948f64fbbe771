package io.quern.model.feature;

import java.io.Serializable;

/**
 * What is kept of the values of an undecided category while rows are read, and what they are by it.
 * Confined to one thread.
 *
 * <p>They are quantities where they begin at nothing and have a long tail: the least magnitude is 0
 * or 1, the greatest at least {@value #LARGE} and at least {@value #TAIL} times the mean. Counts,
 * amounts and durations are like that. Ids are not: given in the order of arrival they have their
 * mean at about half the greatest, hashes likewise. Even where an id's frequency falls as 1 / id,
 * as that of words by rank (Zipf's law), the mean of n ids is n / ln n, which is more than a
 * {@value #TAIL}th up to 480 million of them.
 */
final class QuantitySummary implements Serializable {
  private static final long serialVersionUID = 1L;

  static final int LARGE = 20;
  static final int TAIL = 20;

  private final long salt;
  private final long missing;
  private final NumberSummary scaled = NumberSummary.ofQuantities();
  private long count;
  private double sum;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest;

  QuantitySummary(Feature undecided) {
    salt = FeatureKeys.columnSalt(undecided.table());
    missing = FeatureKeys.missing(salt);
  }

  /** Takes in what a row has as the category's key. */
  void add(long key) {
    if (key == missing) {
      return;
    }
    double value = FeatureKeys.integralOf(salt, key);
    double magnitude = Math.abs(value);
    count++;
    sum += magnitude;
    least = Math.min(least, magnitude);
    greatest = Math.max(greatest, magnitude);
    scaled.add(value);
  }

  /** Takes in what a summary of the same feature has seen. */
  void merge(QuantitySummary other) {
    count += other.count;
    sum += other.sum;
    least = Math.min(least, other.least);
    greatest = Math.max(greatest, other.greatest);
    scaled.merge(other.scaled);
  }

  /** Whether the values are quantities. */
  boolean isQuantity() {
    return count > 0 && least <= 1 && greatest >= LARGE && greatest * count >= TAIL * sum;
  }

  FeatureFit fit(Feature quantity, long rows) {
    return scaled.fit(quantity, rows, rows - count);
  }
}
