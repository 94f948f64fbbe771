package io.quern.udf.operator;

import io.quern.udf.bridge.Seqs;
import io.quern.udf.call.PredictExpr;
import io.quern.udf.settings.WholeNumberSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;
import scala.reflect.ClassTag$;

/**
 * Runs a {@link BatchPredict}: collects the child's rows in batches, scores a batch in one call per
 * model, and passes the rows on with the scores appended. Order and partitioning are the child's.
 *
 * <p>A batch has 1024 rows ({@code spark.quern.predict.batchRows}), enough to spread the fixed cost
 * of a TensorFlow call and to fill its matrix kernels while inputs of the usual 40 × 16 floats a
 * row stay within the processor's cache, or fewer when the rows are large.
 */
public final class BatchPredictExec extends SparkPlan implements UnaryExecNode {
  private static final long serialVersionUID = 1L;

  static final WholeNumberSetting BATCH_ROWS =
      new WholeNumberSetting("spark.quern.predict.batchRows", 1024, 1);

  private final Seq<Expression> calls;
  private final Seq<Attribute> results;
  private final SparkPlan child;
  private transient Map<String, SQLMetric> metrics;

  public BatchPredictExec(Seq<Expression> calls, Seq<Attribute> results, SparkPlan child) {
    this.calls = calls;
    this.results = results;
    this.child = child;
  }

  @Override
  public RDD<InternalRow> doExecute() {
    List<PredictExpr> list = new ArrayList<>();
    for (Expression call : Seqs.list(calls)) {
      list.add((PredictExpr) call);
    }
    ScoringTask task =
        new ScoringTask(
            list,
            child.output(),
            BATCH_ROWS.current(),
            longMetric(ScoringTask.ROWS),
            longMetric(ScoringTask.BATCHES),
            longMetric(ScoringTask.TIME));
    return child
        .execute()
        .mapPartitionsWithIndex(task, true, ClassTag$.MODULE$.apply(InternalRow.class));
  }

  @Override
  public synchronized Map<String, SQLMetric> metrics() {
    if (metrics == null) {
      metrics = Seqs.map(ScoringTask.createMetrics(sparkContext()));
    }
    return metrics;
  }

  @Override
  public SparkPlan child() {
    return child;
  }

  @Override
  public Seq<SparkPlan> children() {
    return Seqs.of(List.of(child));
  }

  @Override
  public SparkPlan withNewChildInternal(SparkPlan newChild) {
    return new BatchPredictExec(calls, results, newChild);
  }

  @Override
  public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> newChildren) {
    return withNewChildInternal(newChildren.head());
  }

  @Override
  public Seq<Attribute> output() {
    List<Attribute> output = new ArrayList<>(Seqs.list(child.output()));
    output.addAll(Seqs.list(results));
    return Seqs.of(output);
  }

  @Override
  public AttributeSet producedAttributes() {
    return AttributeSet.apply(Seqs.of(Seqs.<Expression>list(results)));
  }

  @Override
  public Partitioning outputPartitioning() {
    return child.outputPartitioning();
  }

  @Override
  public Seq<SortOrder> outputOrdering() {
    return child.outputOrdering();
  }

  @Override
  public String verboseStringWithOperatorId() {
    return UnaryExecNode.super.verboseStringWithOperatorId();
  }

  @Override
  public int productArity() {
    return 3;
  }

  @Override
  public Object productElement(int index) {
    return switch (index) {
      case 0 -> calls;
      case 1 -> results;
      case 2 -> child;
      default -> throw new IndexOutOfBoundsException(index);
    };
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof BatchPredictExec;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BatchPredictExec plan
        && calls.equals(plan.calls)
        && results.equals(plan.results)
        && child.equals(plan.child);
  }

  @Override
  public int hashCode() {
    return Objects.hash(calls, results, child);
  }
}
