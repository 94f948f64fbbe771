package io.quern.udf.metric;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.metric.ExactAuc;
import io.quern.udf.settings.WholeNumberSetting;

/**
 * {@code auc}: exact, from the counts of each distinct score.
 *
 * @param mostScores distinct scores of one group that fit; each takes 24 bytes
 */
record Auc(int mostScores) implements Metric<Auc.Buffer> {
  static final WholeNumberSetting MOST_SCORES =
      new WholeNumberSetting("spark.quern.auc.maxDistinctScores", 10_000_000, 1);

  static final Signature SIGNATURE = Signature.ofScores("auc");
  private static final int CHECK_INTERVAL = 1 << 16;

  /** Scores so far and when to look next at how many are distinct. */
  static final class Buffer {
    private final ExactAuc scores;
    private int untilCheck = CHECK_INTERVAL;

    private Buffer(ExactAuc scores) {
      this.scores = scores;
    }
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Buffer newBuffer() {
    return new Buffer(new ExactAuc());
  }

  @Override
  public void add(Buffer buffer, double score, boolean positive, long group) {
    buffer.scores.add(score, positive);
    if (--buffer.untilCheck == 0) {
      check(buffer);
    }
  }

  // Counting costs a pass over all scores: the pauses grow with them.
  private void check(Buffer buffer) {
    int distinct = buffer.scores.distinctScores();
    if (distinct > mostScores) {
      throw new QuernException(
              ErrorCode.RESOURCE,
              "auc has more than %,d distinct scores in one group".formatted(mostScores))
          .withHint("Use auc_approx, or raise " + MOST_SCORES.name() + ".");
    }
    buffer.untilCheck = Math.max(CHECK_INTERVAL, distinct);
  }

  @Override
  public void merge(Buffer buffer, Buffer other) {
    buffer.scores.merge(other.scores);
    check(buffer);
  }

  @Override
  public byte[] toBytes(Buffer buffer) {
    check(buffer);
    return buffer.scores.toBytes();
  }

  @Override
  public Buffer fromBytes(byte[] bytes) {
    return new Buffer(ExactAuc.fromBytes(bytes));
  }

  @Override
  public double value(Buffer buffer) {
    check(buffer);
    return buffer.scores.auc();
  }
}
