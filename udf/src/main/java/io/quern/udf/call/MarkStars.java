package io.quern.udf.call;

import io.quern.udf.bridge.Rewrites;
import io.quern.udf.bridge.Seqs;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.Star;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.classic.SparkSession;

/**
 * Adds a {@link StarMark} to every call of a model function that is written with {@code *}.
 *
 * <p>A hint-resolution rule: those run before the analyzer expands stars.
 */
final class MarkStars extends Rule<LogicalPlan> {
  private final SparkSession session;

  MarkStars(SparkSession session) {
    this.session = session;
  }

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.resolveOperatorsUp(
        Rewrites.of(node -> node.transformExpressionsUp(Rewrites.of(this::mark))));
  }

  private Expression mark(Expression expression) {
    if (!(expression instanceof UnresolvedFunction call)
        || call.nameParts().size() != 1
        || !call.arguments().exists(Star.class::isInstance)
        || call.arguments().exists(StarMark.class::isInstance)
        || !isModelFunction(call.nameParts().head())) {
      return expression;
    }
    List<Expression> arguments = new ArrayList<>(Seqs.list(call.arguments()));
    arguments.add(new StarMark());
    return call.copy(
        call.nameParts(),
        Seqs.of(arguments),
        call.isDistinct(),
        call.filter(),
        call.ignoreNulls(),
        call.orderingWithinGroup(),
        call.isInternal());
  }

  private boolean isModelFunction(String name) {
    FunctionRegistry registry = session.sessionState().functionRegistry();
    var builder = registry.lookupFunctionBuilder(FunctionIdentifier.apply(name));
    return builder.isDefined() && builder.get() instanceof ModelFunction;
  }
}
