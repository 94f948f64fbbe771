package io.quern.udf.operator;

import io.quern.udf.bridge.Seqs;
import io.quern.udf.call.PredictExpr;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionSet;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnaryNode;
import scala.Option;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * The child's rows, each with the scores of some calls appended. Row for row and in order.
 *
 * <p>Its result columns never reach the output of a statement or of a join's side as they are: the
 * operator above always renames or drops them. Spark can therefore join a plan with itself.
 */
public final class BatchPredict extends LogicalPlan implements UnaryNode, Serializable {
  private static final long serialVersionUID = 1L;

  private final Predictions<LogicalPlan> predictions;

  /**
   * @param calls all {@link PredictExpr}
   * @param results the column of the call at the same position
   */
  public BatchPredict(Seq<Expression> calls, Seq<Attribute> results, LogicalPlan child) {
    this.predictions = new Predictions<>(calls, results, child);
  }

  Seq<Expression> calls() {
    return predictions.calls();
  }

  Seq<Attribute> results() {
    return predictions.results();
  }

  @Override
  public LogicalPlan child() {
    return predictions.child();
  }

  @Override
  public Seq<LogicalPlan> children() {
    return Seqs.of(List.of(child()));
  }

  @Override
  public LogicalPlan withNewChildInternal(LogicalPlan newChild) {
    return new BatchPredict(predictions.calls(), predictions.results(), newChild);
  }

  @Override
  public LogicalPlan withNewChildrenInternal(IndexedSeq<LogicalPlan> newChildren) {
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
  public ExpressionSet validConstraints() {
    return child().constraints();
  }

  @Override
  public Seq<SortOrder> outputOrdering() {
    return child().outputOrdering();
  }

  @Override
  public Option<Object> maxRows() {
    return child().maxRows();
  }

  @Override
  public Option<Object> maxRowsPerPartition() {
    return child().maxRowsPerPartition();
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
    return other instanceof BatchPredict;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BatchPredict plan && predictions.equals(plan.predictions);
  }

  @Override
  public int hashCode() {
    return predictions.hashCode();
  }
}
