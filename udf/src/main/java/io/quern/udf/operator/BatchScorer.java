package io.quern.udf.operator;

import io.quern.model.feature.FeatureRow;
import io.quern.model.feature.FeatureRows;
import io.quern.udf.scoring.ModelScorer;
import io.quern.udf.scoring.PinnedModel;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** The scorers of all calls of one operator in one task. Confined to that task's thread. */
final class BatchScorer implements AutoCloseable {
  private final List<ModelScorer> scorers = new ArrayList<>();
  private final ScoringMetrics metrics;

  private BatchScorer(ScoringMetrics metrics) {
    this.metrics = metrics;
  }

  /** The scorers of these models, closed with the task. */
  static BatchScorer open(TaskContext task, List<PinnedModel> models, ScoringMetrics metrics) {
    BatchScorer scorer = new BatchScorer(metrics);
    task.addTaskCompletionListener((TaskCompletionListener) context -> scorer.close());
    for (PinnedModel model : models) {
      scorer.scorers.add(ModelScorer.open(model));
    }
    return scorer;
  }

  int calls() {
    return scorers.size();
  }

  /** Adds a row of a call's arguments. */
  void add(int call, FeatureRow row) {
    scorers.get(call).add(row);
  }

  /** Adds rows of a call's arguments. */
  void add(int call, FeatureRows rows, int from, int to) {
    scorers.get(call).add(rows, from, to);
  }

  /** Per call, the scores of the rows added since the last time; reused arrays. */
  double[][] score() {
    long start = System.nanoTime();
    double[][] scores = new double[scorers.size()][];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = scorers.get(i).score();
    }
    metrics.nanos().add(System.nanoTime() - start);
    metrics.batches().add(1);
    return scores;
  }

  @Override
  public void close() {
    scorers.forEach(ModelScorer::close);
  }
}
