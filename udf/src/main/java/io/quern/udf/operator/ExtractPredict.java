package io.quern.udf.operator;

import io.quern.udf.bridge.Rewrites;
import io.quern.udf.bridge.Seqs;
import io.quern.udf.call.PredictExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.RepartitionByExpression;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.classic.SparkSession;

/**
 * Replaces calls of models in an operator's expressions by the results of a {@link BatchPredict}
 * below it, innermost calls first. Equal calls share one result; other columns of the operator stay
 * as they are.
 *
 * <p>Runs after analysis, and again in the optimizer for what could not be taken out before Spark
 * had decorrelated subqueries: its analyzer accepts no unknown operator above a reference to an
 * outer query.
 */
final class ExtractPredict extends Rule<LogicalPlan> {
  /** Off, every call is evaluated row by row; for comparison. */
  static final String BATCHED = "spark.quern.predict.batched";

  private final SparkSession session;

  ExtractPredict(SparkSession session) {
    this.session = session;
  }

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return Boolean.parseBoolean(session.sessionState().conf().getConfString(BATCHED, "true"))
        ? plan.transformUp(Rewrites.of(this::extract))
        : plan;
  }

  private LogicalPlan extract(LogicalPlan node) {
    if (!isSupported(node)
        || !node.resolved()
        || !node.expressions().exists(CallSites::holdsCall)) {
      return node;
    }
    if (node instanceof Aggregate aggregate && CallsOverAggregates.isNeeded(aggregate)) {
      Project above = CallsOverAggregates.lift(aggregate);
      return extract(above.withNewChildInternal(extract(above.child())));
    }
    if (node instanceof Filter filter) {
      return extractFromFilter(filter);
    }
    if (node instanceof Join join) {
      return extractFromJoin(join);
    }
    return extractAll(node);
  }

  // A split that leads to nothing is forgotten: the optimizer would undo it, time and again.
  private LogicalPlan extractFromFilter(Filter filter) {
    Filter split = FilterSplit.callsLast(filter);
    LogicalPlan extracted = extractAll(split);
    return extracted == split ? filter : extracted;
  }

  private LogicalPlan extractFromJoin(Join join) {
    LogicalPlan split = FilterSplit.callsOverBothSidesAbove(join);
    if (!(split instanceof Filter above)) {
      return extractAll(join);
    }
    LogicalPlan below = extractAll(above.child());
    LogicalPlan extracted = extractAll(above.withNewChildInternal(below));
    return extracted instanceof Filter ? join : extracted;
  }

  private LogicalPlan extractAll(LogicalPlan node) {
    LogicalPlan current = node;
    for (LogicalPlan next = extractOnce(node); next != current; next = extractOnce(current)) {
      current = next;
    }
    return current == node ? node : OutputColumns.restore(node.output(), current);
  }

  /** Takes out the calls that hold no other call; the same node when there are none. */
  private LogicalPlan extractOnce(LogicalPlan node) {
    boolean always = !(node instanceof Join);
    List<PredictExpr> calls = CallSites.in(Seqs.list(node.expressions()), always);
    Map<Expression, Attribute> results = new HashMap<>();
    List<LogicalPlan> children = new ArrayList<>();
    for (LogicalPlan child : Seqs.list(node.children())) {
      List<Expression> here = new ArrayList<>();
      List<Attribute> columns = new ArrayList<>();
      for (PredictExpr call : calls) {
        if (!results.containsKey(call.canonicalized()) && canSit(call, child)) {
          Attribute column = OutputColumns.newResult();
          results.put(call.canonicalized(), column);
          here.add(call);
          columns.add(column);
        }
      }
      children.add(
          here.isEmpty() ? child : new BatchPredict(Seqs.of(here), Seqs.of(columns), child));
    }
    if (results.isEmpty()) {
      return node;
    }
    return ((LogicalPlan) node.withNewChildren(Seqs.of(children)))
        .transformExpressionsDown(Rewrites.of(expression -> replace(expression, results)));
  }

  private static Expression replace(Expression expression, Map<Expression, Attribute> results) {
    if (!(expression instanceof PredictExpr)) {
      return expression;
    }
    Attribute result = results.get(expression.canonicalized());
    return result == null ? expression : result;
  }

  private static boolean canSit(PredictExpr call, LogicalPlan child) {
    return call.references().subsetOf(child.outputSet())
        && !child.exists(
            node -> node.expressions().exists(e -> e.exists(OuterReference.class::isInstance)));
  }

  /** Operators whose child may grow by columns; commands, for one, look closely at theirs. */
  private static boolean isSupported(LogicalPlan node) {
    return node instanceof Project
        || node instanceof Filter
        || node instanceof Aggregate
        || node instanceof Join
        || node instanceof Sort
        || node instanceof Window
        || node instanceof Generate
        || node instanceof RepartitionByExpression;
  }
}
