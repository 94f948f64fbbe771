package io.quern.runtime.train;

import io.quern.model.metric.ExactAuc;
import io.quern.model.metric.GroupedAuc;
import io.quern.model.metric.PointwiseMetrics;
import io.quern.model.metric.ThresholdCounts;
import java.util.List;

/**
 * What predictions of held-out rows were worth. Holds every distinct score (24 bytes) and, with
 * groups, every row (16 bytes), so that AUC and GAUC are exact however the rows are dealt. Confined
 * to one thread.
 */
final class ValidationScores {
  private final ExactAuc ranking;
  private final GroupedAuc groups;
  private final PointwiseMetrics probabilities;
  private final ThresholdCounts decisions;

  /**
   * @param threshold probability from which on a prediction counts as 1
   */
  ValidationScores(double threshold) {
    this(new ExactAuc(), new GroupedAuc(), new PointwiseMetrics(), new ThresholdCounts(threshold));
  }

  private ValidationScores(
      ExactAuc ranking,
      GroupedAuc groups,
      PointwiseMetrics probabilities,
      ThresholdCounts decisions) {
    this.ranking = ranking;
    this.groups = groups;
    this.probabilities = probabilities;
    this.decisions = decisions;
  }

  void add(float probability, boolean positive) {
    ranking.add(probability, positive);
    probabilities.add(probability, positive);
    decisions.add(probability, positive);
  }

  /** Adds to its group a prediction that is added already. */
  void addToGroup(long group, float probability, boolean positive) {
    groups.add(group, probability, positive);
  }

  void merge(ValidationScores other) {
    ranking.merge(other.ranking);
    groups.merge(other.groups);
    probabilities.merge(other.probabilities);
    decisions.merge(other.decisions);
  }

  long rows() {
    return probabilities.count();
  }

  Evaluation evaluation() {
    return Evaluation.of(ranking.auc(), groups.gauc(), probabilities, decisions);
  }

  byte[] toBytes() {
    return ByteParts.join(
        ranking.toBytes(), groups.toBytes(), probabilities.toBytes(), decisions.toBytes());
  }

  static ValidationScores fromBytes(byte[] bytes) {
    List<byte[]> parts = ByteParts.split(bytes);
    return new ValidationScores(
        ExactAuc.fromBytes(parts.get(0)),
        GroupedAuc.fromBytes(parts.get(1)),
        PointwiseMetrics.fromBytes(parts.get(2)),
        ThresholdCounts.fromBytes(parts.get(3)));
  }
}
