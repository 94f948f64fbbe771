package io.quern.udf.operator;

import io.quern.udf.bridge.Rewrites;
import io.quern.udf.bridge.Seqs;
import io.quern.udf.call.PredictExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import scala.Option;

/**
 * Moves calls on the results of an aggregation out of it: {@code select predict('m', k, avg(x))
 * from t group by k} becomes a projection with the call above an aggregation without.
 */
final class CallsOverAggregates {
  private final Aggregate aggregate;
  private final List<NamedExpression> lowered = new ArrayList<>();
  private final Map<Expression, Attribute> columns = new HashMap<>();

  private CallsOverAggregates(Aggregate aggregate) {
    this.aggregate = aggregate;
  }

  /** Whether a call stands outside the aggregate functions and is no grouping expression. */
  static boolean isNeeded(Aggregate aggregate) {
    CallsOverAggregates calls = new CallsOverAggregates(aggregate);
    return aggregate.aggregateExpressions().exists(calls::callsOutside);
  }

  /** The same rows and columns; the projection's child is the new aggregation. */
  static Project lift(Aggregate aggregate) {
    CallsOverAggregates calls = new CallsOverAggregates(aggregate);
    List<NamedExpression> above = new ArrayList<>();
    for (NamedExpression output : Seqs.list(aggregate.aggregateExpressions())) {
      above.add((NamedExpression) calls.lower((Expression) output));
    }
    LogicalPlan below =
        aggregate.copy(
            aggregate.groupingExpressions(),
            Seqs.of(calls.lowered),
            aggregate.child(),
            aggregate.hint());
    return new Project(Seqs.of(above), below);
  }

  private boolean callsOutside(Object output) {
    return callsOutside((Expression) output);
  }

  private boolean callsOutside(Expression expression) {
    return !isComputedBelow(expression)
        && (expression instanceof PredictExpr
            || expression.children().exists(child -> callsOutside(child)));
  }

  private boolean isComputedBelow(Expression expression) {
    return expression instanceof AggregateExpression
        || aggregate
            .groupingExpressions()
            .exists(group -> !group.foldable() && group.semanticEquals(expression));
  }

  private Expression lower(Expression output) {
    return output.transformDown(
        Rewrites.of(expression -> isComputedBelow(expression) ? columnOf(expression) : expression));
  }

  private Expression columnOf(Expression computed) {
    return columns.computeIfAbsent(
        computed.canonicalized(),
        key -> {
          NamedExpression output = named(computed);
          lowered.add(output);
          return output.toAttribute();
        });
  }

  private static NamedExpression named(Expression computed) {
    if (computed instanceof Attribute attribute) {
      return attribute;
    }
    return new Alias(
        computed,
        "aggregate",
        NamedExpression.newExprId(),
        Seqs.of(List.of()),
        Option.empty(),
        Seqs.of(List.of()));
  }
}
