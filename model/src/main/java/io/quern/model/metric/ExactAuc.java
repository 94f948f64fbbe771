package io.quern.model.metric;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The exact area under the ROC curve. Holds how many positives and negatives had each distinct
 * score; merging and the order of adding do not matter. 24 bytes per distinct score, and as much
 * again per prediction not yet folded in. Confined to one thread.
 */
public final class ExactAuc {
  private static final int BYTES_PER_SCORE = Double.BYTES + 2 * Long.BYTES;

  /** Predictions not yet folded in, of one class each. */
  private final ScoreBuffer positives = new ScoreBuffer();

  private final ScoreBuffer negatives = new ScoreBuffer();
  private ScoreCounts counts = ScoreCounts.EMPTY;

  /**
   * Adds one prediction.
   *
   * @param score any number that orders predictions, not NaN
   */
  public void add(double score, boolean positive) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("Invalid score: NaN");
    }
    // Adding 0 makes −0 and 0 one score.
    (positive ? positives : negatives).add(score + 0.0);
    if (positives.size() + negatives.size() > Math.max(1 << 16, counts.size())) {
      fold();
    }
  }

  /** Adds all that {@code other} has. */
  public void merge(ExactAuc other) {
    fold();
    other.fold();
    counts = counts.plus(other.counts);
  }

  /** The area, NaN where only one class was added. */
  public double auc() {
    fold();
    return RocArea.of(counts);
  }

  /** Number of predictions added. */
  public long count() {
    fold();
    return Arrays.stream(counts.positives()).sum() + Arrays.stream(counts.negatives()).sum();
  }

  /** Number of distinct scores, which memory depends on. Folds in what was added since. */
  public int distinctScores() {
    fold();
    return counts.size();
  }

  /** Distinct scores ascending with their counts; read by {@link #fromBytes}. */
  public byte[] toBytes() {
    fold();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(counts.size(), BYTES_PER_SCORE))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < counts.size(); i++) {
      bytes
          .putDouble(counts.scores()[i])
          .putLong(counts.positives()[i])
          .putLong(counts.negatives()[i]);
    }
    return bytes.array();
  }

  public static ExactAuc fromBytes(byte[] bytes) {
    int size = bytes.length / BYTES_PER_SCORE;
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    ScoreCounts counts = ScoreCounts.ofSize(size);
    for (int i = 0; i < size; i++) {
      counts.scores()[i] = buffer.getDouble();
      counts.positives()[i] = buffer.getLong();
      counts.negatives()[i] = buffer.getLong();
    }
    ExactAuc auc = new ExactAuc();
    auc.counts = counts;
    return auc;
  }

  private void fold() {
    if (positives.size() + negatives.size() > 0) {
      counts = counts.plus(ScoreCounts.of(positives.drainSorted(), negatives.drainSorted()));
    }
  }
}
