package io.quern.udf.operator;

import io.quern.udf.scoring.ModelScorer;
import io.quern.udf.scoring.PinnedModel;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.metric.SQLMetric;

/** The scorers of all calls of one operator in one task. Confined to that task's thread. */
final class BatchScorer implements AutoCloseable {
  private final List<ModelScorer> scorers = new ArrayList<>();
  private final SQLMetric batches;
  private final SQLMetric nanos;

  private BatchScorer(SQLMetric batches, SQLMetric nanos) {
    this.batches = batches;
    this.nanos = nanos;
  }

  /**
   * @param firstColumns where in the rows the arguments of the model at the same position begin
   */
  static BatchScorer open(
      List<PinnedModel> models, List<Integer> firstColumns, SQLMetric batches, SQLMetric nanos) {
    BatchScorer scorer = new BatchScorer(batches, nanos);
    try {
      for (int i = 0; i < models.size(); i++) {
        scorer.scorers.add(ModelScorer.open(models.get(i), firstColumns.get(i)));
      }
      return scorer;
    } catch (RuntimeException | Error e) {
      scorer.close();
      throw e;
    }
  }

  int calls() {
    return scorers.size();
  }

  void add(InternalRow arguments) {
    for (ModelScorer scorer : scorers) {
      scorer.add(arguments);
    }
  }

  /** Per call, the scores of the rows added since the last time; reused arrays. */
  double[][] score() {
    long start = System.nanoTime();
    double[][] scores = new double[scorers.size()][];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = scorers.get(i).score();
    }
    nanos.add(System.nanoTime() - start);
    batches.add(1);
    return scores;
  }

  @Override
  public void close() {
    scorers.forEach(ModelScorer::close);
  }
}
