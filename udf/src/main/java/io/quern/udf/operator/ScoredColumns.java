package io.quern.udf.operator;

import io.quern.runtime.rows.ColumnVectorReader;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;

/**
 * A partition's batches with their scores: the child's vectors as they are, and one more for each
 * call. That one is reused, as Spark's readers do with theirs. Confined to one thread.
 */
final class ScoredColumns extends AbstractIterator<ColumnarBatch> {
  private static final int FIRST_ROWS = 4096;

  private final TaskContext task;
  private final Iterator<ColumnarBatch> child;
  private final List<ColumnVectorReader> readers;
  private final BatchScorer scorer;
  private final int batchRows;
  private final SQLMetric rowsOut;
  private final WritableColumnVector[] scores;

  /**
   * @param readers by call, of its arguments
   */
  ScoredColumns(
      TaskContext task,
      Iterator<ColumnarBatch> child,
      List<ColumnVectorReader> readers,
      BatchScorer scorer,
      int batchRows,
      SQLMetric rowsOut) {
    this.task = task;
    this.child = child;
    this.readers = readers;
    this.scorer = scorer;
    this.batchRows = batchRows;
    this.rowsOut = rowsOut;
    this.scores = new WritableColumnVector[readers.size()];
    for (int call = 0; call < scores.length; call++) {
      scores[call] = new OnHeapColumnVector(FIRST_ROWS, DataTypes.DoubleType);
    }
  }

  @Override
  public boolean hasNext() {
    return child.hasNext();
  }

  @Override
  public ColumnarBatch next() {
    ColumnarBatch batch = child.next();
    int rows = batch.numRows();
    for (int call = 0; call < scores.length; call++) {
      readers.get(call).point(batch);
      scores[call].reset();
      scores[call].reserve(rows);
    }
    for (int from = 0; from < rows; from += batchRows) {
      task.killTaskIfInterrupted();
      score(from, Math.min(rows, from + batchRows));
    }
    rowsOut.add(rows);
    return withScores(batch);
  }

  private void score(int from, int to) {
    for (int call = 0; call < scores.length; call++) {
      scorer.add(call, readers.get(call), from, to);
    }
    double[][] values = scorer.score();
    for (int call = 0; call < scores.length; call++) {
      scores[call].putDoubles(from, to - from, values[call], 0);
    }
  }

  private ColumnarBatch withScores(ColumnarBatch batch) {
    ColumnVector[] columns = new ColumnVector[batch.numCols() + scores.length];
    for (int i = 0; i < batch.numCols(); i++) {
      columns[i] = batch.column(i);
    }
    System.arraycopy(scores, 0, columns, batch.numCols(), scores.length);
    return new ColumnarBatch(columns, batch.numRows());
  }
}
