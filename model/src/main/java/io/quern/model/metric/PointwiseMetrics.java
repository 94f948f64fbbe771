package io.quern.model.metric;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What means over single predictions tell; y is a label, 0 or 1, p its predicted probability:
 *
 * <ul>
 *   <li>log loss: the mean of {@code −y ln p − (1 − y) ln(1 − p)}, probabilities clipped to [ε, 1 −
 *       ε] with ε = 1e−15 so that a sure and wrong prediction costs 34.5 and not infinity;
 *   <li>normalised entropy: the log loss over that of predicting the mean label everywhere, {@code
 *       −(r ln r + (1 − r) ln(1 − r))} with r = mean y; below 1 is better than the mean. He et al.,
 *       "Practical Lessons from Predicting Clicks on Ads at Facebook", ADKDD 2014, equation 1;
 *   <li>COPC, clicks over predicted clicks: {@code Σ y / Σ p}; 1 is calibrated, less predicts too
 *       much. The inverse of what He et al. call calibration;
 *   <li>RMSE: {@code √ mean (p − y)²}, the root of Brier's score ("Verification of Forecasts
 *       Expressed in Terms of Probability", 1950).
 * </ul>
 *
 * <p>Merging sums in double precision, so results depend on the order in the last digits. Confined
 * to one thread.
 */
public final class PointwiseMetrics {
  private static final double CLIP = 1e-15;

  private long count;
  private long positives;
  private double losses;
  private double predicted;
  private double squaredErrors;
  private double lowest = Double.POSITIVE_INFINITY;
  private double highest = Double.NEGATIVE_INFINITY;

  /**
   * Adds one prediction.
   *
   * @param probability 0 to 1
   */
  public void add(double probability, boolean positive) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("Invalid probability: " + probability);
    }
    double clipped = Math.max(CLIP, Math.min(1 - CLIP, probability));
    losses -= positive ? Math.log(clipped) : Math.log1p(-clipped);
    addAllButLoss(probability, positive);
  }

  /**
   * Adds the first {@code size} predictions of a batch whose log loss is known, and better than its
   * rounded probabilities would give it.
   *
   * @param probabilities 0 to 1
   * @param labels 0 or 1
   */
  public void addBatch(float[] probabilities, float[] labels, int size, double logLoss) {
    losses += logLoss * size;
    for (int i = 0; i < size; i++) {
      addAllButLoss(probabilities[i], labels[i] == 1);
    }
  }

  private void addAllButLoss(double probability, boolean positive) {
    double error = probability - (positive ? 1 : 0);
    count++;
    positives += positive ? 1 : 0;
    predicted += probability;
    squaredErrors += error * error;
    lowest = Math.min(lowest, probability);
    highest = Math.max(highest, probability);
  }

  /** Adds all that {@code other} has. */
  public void merge(PointwiseMetrics other) {
    count += other.count;
    positives += other.positives;
    losses += other.losses;
    predicted += other.predicted;
    squaredErrors += other.squaredErrors;
    lowest = Math.min(lowest, other.lowest);
    highest = Math.max(highest, other.highest);
  }

  /** Number of predictions added. */
  public long count() {
    return count;
  }

  /** NaN where nothing was added. */
  public double logLoss() {
    return losses / count;
  }

  /** NaN where only one class was added. */
  public double normalizedEntropy() {
    double rate = (double) positives / count;
    return logLoss() / -(rate * Math.log(rate) + (1 - rate) * Math.log1p(-rate));
  }

  /** NaN where the predictions sum to 0. */
  public double copc() {
    return predicted == 0 ? Double.NaN : positives / predicted;
  }

  /** NaN where nothing was added. */
  public double rmse() {
    return Math.sqrt(squaredErrors / count);
  }

  /** Largest less smallest probability; negative infinity where nothing was added. */
  public double spread() {
    return highest - lowest;
  }

  /** The mean probability, NaN where nothing was added. */
  public double meanProbability() {
    return predicted / count;
  }

  /** Read by {@link #fromBytes}. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(2 * Long.BYTES + 5 * Double.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(count)
        .putLong(positives)
        .putDouble(losses)
        .putDouble(predicted)
        .putDouble(squaredErrors)
        .putDouble(lowest)
        .putDouble(highest)
        .array();
  }

  public static PointwiseMetrics fromBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    PointwiseMetrics metrics = new PointwiseMetrics();
    metrics.count = buffer.getLong();
    metrics.positives = buffer.getLong();
    metrics.losses = buffer.getDouble();
    metrics.predicted = buffer.getDouble();
    metrics.squaredErrors = buffer.getDouble();
    metrics.lowest = buffer.getDouble();
    metrics.highest = buffer.getDouble();
    return metrics;
  }
}
