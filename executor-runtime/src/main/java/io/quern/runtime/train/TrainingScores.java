package io.quern.runtime.train;

import io.quern.model.metric.AucHistogram;
import io.quern.model.metric.PointwiseMetrics;
import io.quern.model.metric.ThresholdCounts;
import io.quern.model.network.Gradients;
import io.quern.model.network.MiniBatch;
import java.util.List;

/**
 * What the predictions made during an epoch's steps were worth, in constant memory. Confined to one
 * thread.
 */
final class TrainingScores {
  private final AucHistogram ranking;
  private final PointwiseMetrics probabilities;
  private final ThresholdCounts decisions;

  /**
   * @param threshold probability from which on a prediction counts as 1
   */
  TrainingScores(double threshold) {
    this(new AucHistogram(), new PointwiseMetrics(), new ThresholdCounts(threshold));
  }

  private TrainingScores(
      AucHistogram ranking, PointwiseMetrics probabilities, ThresholdCounts decisions) {
    this.ranking = ranking;
    this.probabilities = probabilities;
    this.decisions = decisions;
  }

  void add(MiniBatch batch, Gradients step) {
    probabilities.addBatch(step.probabilities, batch.labels, batch.size, step.loss);
    for (int i = 0; i < batch.size; i++) {
      boolean positive = batch.labels[i] == 1;
      ranking.add(step.probabilities[i], positive);
      decisions.add(step.probabilities[i], positive);
    }
  }

  void merge(TrainingScores other) {
    ranking.merge(other.ranking);
    probabilities.merge(other.probabilities);
    decisions.merge(other.decisions);
  }

  long rows() {
    return probabilities.count();
  }

  /** Mean log loss; NaN without rows. */
  double loss() {
    return probabilities.logLoss();
  }

  /** NaN where undefined. */
  double auc() {
    return ranking.auc();
  }

  Evaluation evaluation() {
    return Evaluation.of(ranking.auc(), Double.NaN, probabilities, decisions);
  }

  byte[] toBytes() {
    return ByteParts.join(ranking.toBytes(), probabilities.toBytes(), decisions.toBytes());
  }

  static TrainingScores fromBytes(byte[] bytes) {
    List<byte[]> parts = ByteParts.split(bytes);
    return new TrainingScores(
        AucHistogram.fromBytes(parts.get(0)),
        PointwiseMetrics.fromBytes(parts.get(1)),
        ThresholdCounts.fromBytes(parts.get(2)));
  }
}
