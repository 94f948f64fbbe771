package io.quern.model.metric;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Right and wrong decisions when a score at or above a threshold counts as positive: precision,
 * recall, F1 and accuracy (van Rijsbergen, "Information Retrieval", 2nd edition 1979, chapter 7).
 * Merging is exact. Confined to one thread.
 */
public final class ThresholdCounts {
  private final double threshold;
  private long truePositives;
  private long falsePositives;
  private long trueNegatives;
  private long falseNegatives;

  public ThresholdCounts(double threshold) {
    if (Double.isNaN(threshold)) {
      throw new IllegalArgumentException("Invalid threshold: NaN");
    }
    this.threshold = threshold;
  }

  /**
   * Adds one prediction.
   *
   * @param score any number, not NaN
   */
  public void add(double score, boolean positive) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("Invalid score: NaN");
    }
    if (score >= threshold) {
      truePositives += positive ? 1 : 0;
      falsePositives += positive ? 0 : 1;
    } else {
      falseNegatives += positive ? 1 : 0;
      trueNegatives += positive ? 0 : 1;
    }
  }

  /** Adds all that {@code other}, of the same threshold, has. */
  public void merge(ThresholdCounts other) {
    if (other.threshold != threshold) {
      throw new IllegalArgumentException(
          "Invalid threshold: " + other.threshold + ", not " + threshold);
    }
    truePositives += other.truePositives;
    falsePositives += other.falsePositives;
    trueNegatives += other.trueNegatives;
    falseNegatives += other.falseNegatives;
  }

  /** The share of positives among what counts as positive; NaN where nothing does. */
  public double precision() {
    return (double) truePositives / (truePositives + falsePositives);
  }

  /** The share of what counts as positive among positives; NaN where there are none. */
  public double recall() {
    return (double) truePositives / (truePositives + falseNegatives);
  }

  /**
   * The harmonic mean of precision and recall, {@code 2 TP / (2 TP + FP + FN)}; NaN where nothing
   * is or counts as positive.
   */
  public double f1() {
    return 2.0 * truePositives / (2 * truePositives + falsePositives + falseNegatives);
  }

  /** The share of right decisions; NaN where nothing was added. */
  public double accuracy() {
    long right = truePositives + trueNegatives;
    return (double) right / (right + falsePositives + falseNegatives);
  }

  /** Read by {@link #fromBytes}. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(Double.BYTES + 4 * Long.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putDouble(threshold)
        .putLong(truePositives)
        .putLong(falsePositives)
        .putLong(trueNegatives)
        .putLong(falseNegatives)
        .array();
  }

  public static ThresholdCounts fromBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    ThresholdCounts counts = new ThresholdCounts(buffer.getDouble());
    counts.truePositives = buffer.getLong();
    counts.falsePositives = buffer.getLong();
    counts.trueNegatives = buffer.getLong();
    counts.falseNegatives = buffer.getLong();
    return counts;
  }
}
