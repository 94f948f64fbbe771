package io.quern.udf.operator;

import io.quern.udf.bridge.Seqs;
import io.quern.udf.call.PredictExpr;
import io.quern.udf.scoring.PinnedModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import org.apache.spark.util.TaskCompletionListener;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction2;

/** What a {@link BatchPredictExec} ships to its tasks: one partition's rows to its scored rows. */
final class ScoringTask
    extends AbstractFunction2<Object, Iterator<InternalRow>, Iterator<InternalRow>>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static final String ROWS = "numOutputRows";
  static final String BATCHES = "numBatches";
  static final String TIME = "modelTime";

  private final List<PinnedModel> models = new ArrayList<>();
  private final List<Integer> firstColumns = new ArrayList<>();
  private final Seq<Expression> arguments;
  private final Seq<Attribute> input;
  private final int batchRows;
  private final SQLMetric rows;
  private final SQLMetric batches;
  private final SQLMetric nanos;

  ScoringTask(
      List<PredictExpr> calls,
      Seq<Attribute> input,
      int batchRows,
      SQLMetric rows,
      SQLMetric batches,
      SQLMetric nanos) {
    List<Expression> all = new ArrayList<>();
    for (PredictExpr call : calls) {
      models.add(call.model());
      firstColumns.add(all.size());
      all.addAll(Seqs.list(call.children()));
    }
    this.arguments = Seqs.of(all);
    this.input = input;
    this.batchRows = batchRows;
    this.rows = rows;
    this.batches = batches;
    this.nanos = nanos;
  }

  /** What the operator shows of its tasks, by the names above. */
  static Map<String, SQLMetric> createMetrics(SparkContext spark) {
    return Map.of(
        ROWS,
        SQLMetrics.createMetric(spark, "number of output rows"),
        BATCHES,
        SQLMetrics.createMetric(spark, "number of batches"),
        TIME,
        SQLMetrics.createNanoTimingMetric(
            spark, "time in models", SQLMetrics.createNanoTimingMetric$default$3()));
  }

  @Override
  public Iterator<InternalRow> apply(Object partition, Iterator<InternalRow> child) {
    if (!child.hasNext()) {
      return child;
    }
    TaskContext task = TaskContext.get();
    BatchScorer scorer = BatchScorer.open(models, firstColumns, batches, nanos);
    task.addTaskCompletionListener((TaskCompletionListener) context -> scorer.close());
    UnsafeProjection projection = UnsafeProjection.create(arguments, input);
    projection.initialize((Integer) partition);
    return new ScoredRows(task, child, input, projection, scorer, batchRows, rows);
  }
}
