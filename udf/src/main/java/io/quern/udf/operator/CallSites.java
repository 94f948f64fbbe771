package io.quern.udf.operator;

import io.quern.udf.bridge.Seqs;
import io.quern.udf.call.PredictExpr;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.ConditionalExpression;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedLambdaVariable;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.ScalarSubquery;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;

/**
 * Finds the calls in an operator's expressions that may be evaluated beforehand, for every row, by
 * an operator below.
 *
 * <p>Not those whose arguments exist only inside the expression (lambda variables, aggregates,
 * windows, columns of an outer query), change from call to call, or hold another call. And not
 * those in a place that is not reached for every row (a branch of CASE, the right side of AND) if
 * computing their arguments can fail: {@code case when n > 0 then predict('m', s / n) end} must not
 * divide by zero.
 */
final class CallSites {
  /** By canonical form, in the order of appearance. */
  private final Map<Expression, PredictExpr> found = new LinkedHashMap<>();

  private CallSites() {}

  /**
   * @param always whether the expressions are evaluated for every row
   * @return one of each group of equal calls
   */
  static List<PredictExpr> in(List<Expression> expressions, boolean always) {
    CallSites sites = new CallSites();
    expressions.forEach(expression -> sites.visit(expression, always));
    return List.copyOf(sites.found.values());
  }

  static boolean holdsCall(Expression expression) {
    return expression.exists(PredictExpr.class::isInstance);
  }

  private void visit(Expression expression, boolean always) {
    if (expression instanceof PredictExpr call && isSelfContained(call)) {
      if (always || isSafe(call)) {
        found.putIfAbsent(call.canonicalized(), call);
      }
      return;
    }
    List<Expression> children = Seqs.list(expression.children());
    if (expression instanceof ConditionalExpression conditional) {
      List<Expression> first = Seqs.list(conditional.alwaysEvaluatedInputs());
      children.forEach(child -> visit(child, always && first.contains(child)));
    } else if (expression instanceof And || expression instanceof Or) {
      visit(children.get(0), always);
      visit(children.get(1), false);
    } else {
      boolean everyRow = always && !isConditional(expression);
      children.forEach(child -> visit(child, everyRow));
    }
  }

  private static boolean isConditional(Expression expression) {
    return expression instanceof LambdaFunction
        || (expression instanceof AggregateExpression aggregate && aggregate.filter().isDefined());
  }

  private static boolean isSelfContained(PredictExpr call) {
    return call.deterministic()
        && Seqs.list(call.children()).stream()
            .noneMatch(argument -> argument.exists(CallSites::isBoundToItsPlace));
  }

  private static boolean isBoundToItsPlace(Expression expression) {
    if (expression instanceof SubqueryExpression) {
      return !(expression instanceof ScalarSubquery scalar) || !scalar.outerAttrs().isEmpty();
    }
    return expression instanceof PredictExpr
        || expression instanceof OuterReference
        || expression instanceof NamedLambdaVariable
        || expression instanceof AggregateExpression
        || expression instanceof WindowExpression;
  }

  private static boolean isSafe(Expression expression) {
    boolean cannotFail =
        expression instanceof Attribute
            || expression instanceof Literal
            || expression instanceof GetStructField
            || expression instanceof PredictExpr
            || (expression instanceof Cast cast
                && Cast.canUpCast(cast.child().dataType(), cast.dataType()));
    return cannotFail && expression.children().forall(CallSites::isSafe);
  }
}
