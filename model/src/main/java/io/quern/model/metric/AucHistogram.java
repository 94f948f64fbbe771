package io.quern.model.metric;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The area under the ROC curve in constant memory: scores are counted in 2<sup>16</sup> buckets of
 * equal width over the logit from −16 to 16, those beyond in the outermost. Scores in one bucket
 * count as ties, so the result differs from the exact one by at most half the share of (positive,
 * negative) pairs that fall into the same bucket ({@link #errorBound}). Merging is exact. Confined
 * to one thread.
 */
public final class AucHistogram {
  private static final int BUCKETS = 1 << 16;
  private static final double LIMIT = 16;
  private static final double BUCKETS_PER_LOGIT = BUCKETS / (2 * LIMIT);

  private final long[] positives = new long[BUCKETS];
  private final long[] negatives = new long[BUCKETS];

  /**
   * Counts one prediction.
   *
   * @param probability 0 to 1
   */
  public void add(double probability, boolean positive) {
    (positive ? positives : negatives)[bucket(probability)]++;
  }

  private static int bucket(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("Invalid probability: " + probability);
    }
    double logit = Math.log(probability / (1 - probability));
    double bucket = Math.floor((logit + LIMIT) * BUCKETS_PER_LOGIT);
    return (int) Math.max(0, Math.min(BUCKETS - 1, bucket));
  }

  /** Adds what {@code other} has counted. */
  public void merge(AucHistogram other) {
    for (int i = 0; i < BUCKETS; i++) {
      positives[i] += other.positives[i];
      negatives[i] += other.negatives[i];
    }
  }

  /** Forgets everything. */
  public void clear() {
    Arrays.fill(positives, 0);
    Arrays.fill(negatives, 0);
  }

  /** The area, NaN where only one class was counted. */
  public double auc() {
    RocArea area = new RocArea();
    for (int i = 0; i < BUCKETS; i++) {
      area.add(positives[i], negatives[i]);
    }
    return area.value();
  }

  /** By how much {@link #auc} can differ from the exact area; NaN where that is NaN. */
  public double errorBound() {
    double sameBucket = 0;
    long allPositives = 0;
    long allNegatives = 0;
    for (int i = 0; i < BUCKETS; i++) {
      sameBucket += (double) positives[i] * negatives[i];
      allPositives += positives[i];
      allNegatives += negatives[i];
    }
    return sameBucket / 2 / ((double) allPositives * allNegatives);
  }

  /** The counts of buckets in use; read by {@link #fromBytes}. */
  public byte[] toBytes() {
    int used = 0;
    for (int i = 0; i < BUCKETS; i++) {
      used += isUsed(i) ? 1 : 0;
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(used * (Integer.BYTES + 2 * Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < BUCKETS; i++) {
      if (isUsed(i)) {
        bytes.putInt(i).putLong(positives[i]).putLong(negatives[i]);
      }
    }
    return bytes.array();
  }

  private boolean isUsed(int bucket) {
    return positives[bucket] != 0 || negatives[bucket] != 0;
  }

  public static AucHistogram fromBytes(byte[] bytes) {
    AucHistogram histogram = new AucHistogram();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      int bucket = buffer.getInt();
      histogram.positives[bucket] = buffer.getLong();
      histogram.negatives[bucket] = buffer.getLong();
    }
    return histogram;
  }
}
