package io.quern.udf.operator;

import io.quern.udf.bridge.Rewrites;
import io.quern.udf.bridge.Seqs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.rules.Rule;
import scala.Option;

/**
 * Computes a score once that a plan asks for at two heights, as {@code select predict(..) .. where
 * predict(..) > c} does: the upper call takes the lower one's result, carried through the
 * projections between.
 */
final class ReusePredict extends Rule<LogicalPlan> {
  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.transformUp(
        Rewrites.of(node -> node instanceof BatchPredict predict ? reuse(predict) : node));
  }

  private static LogicalPlan reuse(BatchPredict upper) {
    List<Expression> calls = new ArrayList<>();
    List<Attribute> results = new ArrayList<>();
    Map<Attribute, Attribute> reused = new HashMap<>();
    LogicalPlan child = upper.child();
    for (int i = 0; i < upper.calls().size(); i++) {
      Expression call = upper.calls().apply(i);
      Optional<Attribute> computed = computed(call, child);
      if (computed.isPresent()) {
        reused.put(upper.results().apply(i), computed.get());
        child = carry(computed.get(), child);
      } else {
        calls.add(call);
        results.add(upper.results().apply(i));
      }
    }
    if (reused.isEmpty()) {
      return upper;
    }
    LogicalPlan rest =
        calls.isEmpty() ? child : new BatchPredict(Seqs.of(calls), Seqs.of(results), child);
    List<NamedExpression> output =
        Seqs.list(upper.output()).stream().map(column -> column(column, reused)).toList();
    return new Project(Seqs.of(output), rest);
  }

  /** The result column of an equal call below, where nothing but rows is dropped in between. */
  private static Optional<Attribute> computed(Expression call, LogicalPlan plan) {
    if (plan instanceof BatchPredict lower) {
      for (int i = 0; i < lower.calls().size(); i++) {
        if (lower.calls().apply(i).semanticEquals(call)) {
          return Optional.of(lower.results().apply(i));
        }
      }
    }
    return isTransparent(plan) ? computed(call, plan.children().head()) : Optional.empty();
  }

  private static boolean isTransparent(LogicalPlan plan) {
    return plan instanceof BatchPredict
        || plan instanceof Project
        || plan instanceof Filter
        || plan instanceof Sort
        || plan instanceof LocalLimit
        || plan instanceof GlobalLimit;
  }

  private static LogicalPlan carry(Attribute column, LogicalPlan plan) {
    if (plan.outputSet().contains(column)) {
      return plan;
    }
    LogicalPlan child = carry(column, plan.children().head());
    if (!(plan instanceof Project project)) {
      return plan.withNewChildren(Seqs.of(List.of(child)));
    }
    List<NamedExpression> columns = new ArrayList<>(Seqs.list(project.projectList()));
    columns.add(column);
    return new Project(Seqs.of(columns), child);
  }

  private static NamedExpression column(Attribute column, Map<Attribute, Attribute> reused) {
    Attribute computed = reused.get(column);
    return computed == null
        ? column
        : new Alias(
            computed,
            column.name(),
            column.exprId(),
            Seqs.of(List.of()),
            Option.empty(),
            Seqs.of(List.of()));
  }
}
