package io.quern.udf.operator;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/**
 * What a {@link BatchPredictExec} over columns ships to its tasks: one partition's batches to its
 * scored batches.
 */
final class ColumnScoringTask
    extends AbstractFunction2<Object, Iterator<ColumnarBatch>, Iterator<ColumnarBatch>>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ColumnArguments arguments;
  private final int batchRows;
  private final ScoringMetrics metrics;

  ColumnScoringTask(ColumnArguments arguments, int batchRows, ScoringMetrics metrics) {
    this.arguments = arguments;
    this.batchRows = batchRows;
    this.metrics = metrics;
  }

  @Override
  public Iterator<ColumnarBatch> apply(Object partition, Iterator<ColumnarBatch> child) {
    if (!child.hasNext()) {
      return child;
    }
    TaskContext task = TaskContext.get();
    BatchScorer scorer = BatchScorer.open(task, arguments.models(), metrics);
    return new ScoredColumns(task, child, arguments.readers(), scorer, batchRows, metrics.rows());
  }
}
