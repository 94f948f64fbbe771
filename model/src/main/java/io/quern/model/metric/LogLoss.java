package io.quern.model.metric;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The mean log loss {@code −y ln p − (1 − y) ln(1 − p)}, probabilities clipped to [ε, 1 − ε] with ε
 * = 1e−15 so that a sure and wrong prediction costs 34.5 and not infinity. Merging sums in double
 * precision, so its result depends on the order in the last digits. Confined to one thread.
 */
public final class LogLoss {
  private static final double CLIP = 1e-15;

  private double sum;
  private long count;

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
    sum -= positive ? Math.log(clipped) : Math.log1p(-clipped);
    count++;
  }

  /** Adds the mean of a batch whose loss is known. */
  public void addMean(double mean, long examples) {
    sum += mean * examples;
    count += examples;
  }

  /** Adds all that {@code other} has. */
  public void merge(LogLoss other) {
    sum += other.sum;
    count += other.count;
  }

  /** Number of predictions added. */
  public long count() {
    return count;
  }

  /** The mean, NaN where nothing was added. */
  public double mean() {
    return sum / count;
  }

  /** Read by {@link #fromBytes}. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(Double.BYTES + Long.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putDouble(sum)
        .putLong(count)
        .array();
  }

  public static LogLoss fromBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    LogLoss loss = new LogLoss();
    loss.sum = buffer.getDouble();
    loss.count = buffer.getLong();
    return loss;
  }
}
