package io.quern.udf.operator;

import io.quern.udf.bridge.Seqs;
import io.quern.udf.settings.WholeNumberSetting;
import java.util.List;
import java.util.Optional;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnaryExecNode;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;
import scala.reflect.ClassTag$;

/**
 * Runs a {@link BatchPredict}: collects the child's rows in batches, scores a batch in one call per
 * model, and passes the rows on with the scores appended. Order and partitioning are the child's.
 * Where the child gives columns and the calls' arguments are among them, they are scored as
 * columns, and passed on as they are: no row is made.
 *
 * <p>A batch has 2048 rows ({@code spark.quern.predict.batchRows}), or fewer when the rows are
 * large. Measured by {@code bench/predict --sizes}: smaller batches spread the fixed cost of a
 * TensorFlow call over fewer rows, and larger ones leave the processor's cache.
 */
public final class BatchPredictExec extends SparkPlan implements UnaryExecNode {
  private static final long serialVersionUID = 1L;

  static final WholeNumberSetting BATCH_ROWS =
      new WholeNumberSetting("spark.quern.predict.batchRows", 2048, 1);

  private final Predictions<SparkPlan> predictions;
  private transient ScoringMetrics metrics;

  public BatchPredictExec(Seq<Expression> calls, Seq<Attribute> results, SparkPlan child) {
    this.predictions = new Predictions<>(calls, results, child);
  }

  /** Columns where the child has them and no argument has to be computed from them. */
  @Override
  public boolean supportsColumnar() {
    return child().supportsColumnar() && columnArguments().isPresent();
  }

  @Override
  public RDD<InternalRow> doExecute() {
    RowScoringTask task =
        new RowScoringTask(
            predictions.list(), child().output(), BATCH_ROWS.current(), scoringMetrics());
    return child()
        .execute()
        .mapPartitionsWithIndex(task, true, ClassTag$.MODULE$.apply(InternalRow.class));
  }

  @Override
  public RDD<ColumnarBatch> doExecuteColumnar() {
    ColumnScoringTask task =
        new ColumnScoringTask(
            columnArguments().orElseThrow(), BATCH_ROWS.current(), scoringMetrics());
    return child()
        .executeColumnar()
        .mapPartitionsWithIndex(task, true, ClassTag$.MODULE$.apply(ColumnarBatch.class));
  }

  private Optional<ColumnArguments> columnArguments() {
    return ColumnArguments.of(predictions.list(), child().output());
  }

  @Override
  public Map<String, SQLMetric> metrics() {
    return scoringMetrics().byName();
  }

  private synchronized ScoringMetrics scoringMetrics() {
    if (metrics == null) {
      metrics = ScoringMetrics.create(sparkContext());
    }
    return metrics;
  }

  @Override
  public SparkPlan child() {
    return predictions.child();
  }

  @Override
  public Seq<SparkPlan> children() {
    return Seqs.of(List.of(child()));
  }

  @Override
  public SparkPlan withNewChildInternal(SparkPlan newChild) {
    return new BatchPredictExec(predictions.calls(), predictions.results(), newChild);
  }

  @Override
  public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> newChildren) {
    return withNewChildInternal(newChildren.head());
  }

  @Override
  public Seq<Attribute> output() {
    return predictions.output();
  }

  @Override
  public AttributeSet producedAttributes() {
    return predictions.produced();
  }

  @Override
  public Partitioning outputPartitioning() {
    return child().outputPartitioning();
  }

  @Override
  public Seq<SortOrder> outputOrdering() {
    return child().outputOrdering();
  }

  @Override
  public String verboseStringWithOperatorId() {
    return UnaryExecNode.super.verboseStringWithOperatorId();
  }

  @Override
  public int productArity() {
    return Predictions.PARTS;
  }

  @Override
  public Object productElement(int index) {
    return predictions.part(index);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof BatchPredictExec;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BatchPredictExec plan && predictions.equals(plan.predictions);
  }

  @Override
  public int hashCode() {
    return predictions.hashCode();
  }
}
