package io.quern.udf.operator;

import io.quern.udf.bridge.Seqs;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.GenerateUnsafeRowJoiner;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowJoiner;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;

/**
 * A partition's rows with their scores: reads a batch, scores it, gives its rows out, reads the
 * next. The row given out is reused, as Spark's operators do. Confined to one thread.
 */
final class ScoredRows extends AbstractIterator<InternalRow> {
  /** A batch ends early at so many bytes of rows. */
  private static final int BATCH_BYTES = 8 << 20;

  private final TaskContext task;
  private final Iterator<InternalRow> child;
  private final ArgumentRows arguments;
  private final UnsafeProjection toUnsafe;
  private final BatchScorer scorer;
  private final int batchRows;
  private final SQLMetric rowsOut;
  private final RowBuffer batch;
  private final UnsafeRow scoreRow;
  private final UnsafeRowJoiner joiner;
  private double[][] scores = new double[0][];
  private int next;

  /**
   * @param input the child's columns
   * @param arguments of all calls
   */
  ScoredRows(
      TaskContext task,
      Iterator<InternalRow> child,
      Seq<Attribute> input,
      ArgumentRows arguments,
      BatchScorer scorer,
      int batchRows,
      SQLMetric rowsOut) {
    this.task = task;
    this.child = child;
    this.arguments = arguments;
    this.toUnsafe = UnsafeProjection.create(Seqs.of(Seqs.<Expression>list(input)), input);
    this.scorer = scorer;
    this.batchRows = batchRows;
    this.rowsOut = rowsOut;
    this.batch = new RowBuffer(input.size());
    this.scoreRow = UnsafeRow.createFromByteArray(rowBytes(scorer.calls()), scorer.calls());
    this.joiner =
        GenerateUnsafeRowJoiner.create(
            DataTypeUtils.fromAttributes(input), scoreType(scorer.calls()));
  }

  private static int rowBytes(int columns) {
    return UnsafeRow.calculateBitSetWidthInBytes(columns) + columns * Double.BYTES;
  }

  private static StructType scoreType(int calls) {
    StructType type = new StructType();
    for (int i = 0; i < calls; i++) {
      type = type.add("score" + i, DataTypes.DoubleType, false);
    }
    return type;
  }

  @Override
  public boolean hasNext() {
    return next < batch.size() || child.hasNext();
  }

  @Override
  public InternalRow next() {
    if (next == batch.size()) {
      readBatch();
    }
    for (int i = 0; i < scores.length; i++) {
      scoreRow.setDouble(i, scores[i][next]);
    }
    rowsOut.add(1);
    return joiner.join(batch.row(next++), scoreRow);
  }

  private void readBatch() {
    task.killTaskIfInterrupted();
    batch.clear();
    next = 0;
    while (batch.size() < batchRows && batch.bytes() < BATCH_BYTES && child.hasNext()) {
      InternalRow row = child.next();
      batch.add(row instanceof UnsafeRow unsafe ? unsafe : toUnsafe.apply(row));
      arguments.add(row, scorer);
    }
    scores = scorer.score();
  }
}
