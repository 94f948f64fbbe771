package io.quern.udf.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.Cross$;
import org.apache.spark.sql.catalyst.plans.Inner$;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.Option;

/** Splits conditions, so that rows are dropped before they are scored and not after. */
final class FilterSplit {
  /** The conjuncts of one condition, dealt into two conditions. */
  record Parts(Option<Expression> matching, Option<Expression> others) {}

  private FilterSplit() {}

  /**
   * @return the conjuncts that satisfy the predicate, and all others, each joined again
   */
  static Parts split(Expression condition, Predicate<Expression> predicate) {
    List<Expression> matching = new ArrayList<>();
    List<Expression> others = new ArrayList<>();
    for (Expression conjunct : conjuncts(condition)) {
      (predicate.test(conjunct) ? matching : others).add(conjunct);
    }
    return new Parts(joined(matching), joined(others));
  }

  /** Two filters, where there are conjuncts without calls: those below, the rest above. */
  static Filter callsLast(Filter filter) {
    if (!filter.condition().deterministic()) {
      return filter;
    }
    Parts parts = split(filter.condition(), FilterSplit::canGoBelow);
    return parts.matching().isEmpty() || parts.others().isEmpty()
        ? filter
        : new Filter(parts.others().get(), new Filter(parts.matching().get(), filter.child()));
  }

  // A condition with a reference to an outer query must not come below a batch operator.
  private static boolean canGoBelow(Expression conjunct) {
    return !CallSites.holdsCall(conjunct)
        && !conjunct.exists(OuterReference.class::isInstance)
        && !conjunct.exists(SubqueryExpression.class::isInstance);
  }

  /**
   * For an inner join: conjuncts with calls that need columns of both sides become a filter above
   * it, where the calls can be batched. Any other join is returned as it is.
   */
  static LogicalPlan callsOverBothSidesAbove(Join join) {
    boolean inner = join.joinType() == Inner$.MODULE$ || join.joinType() == Cross$.MODULE$;
    if (!inner || join.condition().isEmpty() || !join.condition().get().deterministic()) {
      return join;
    }
    Parts parts = split(join.condition().get(), conjunct -> needsBothSides(conjunct, join));
    return parts.matching().isEmpty()
        ? join
        : new Filter(
            parts.matching().get(),
            join.copy(join.left(), join.right(), join.joinType(), parts.others(), join.hint()));
  }

  private static boolean needsBothSides(Expression conjunct, Join join) {
    return CallSites.in(List.of(conjunct), true).stream()
        .anyMatch(
            call ->
                !call.references().subsetOf(join.left().outputSet())
                    && !call.references().subsetOf(join.right().outputSet()));
  }

  private static List<Expression> conjuncts(Expression condition) {
    if (!(condition instanceof And and)) {
      return List.of(condition);
    }
    List<Expression> conjuncts = new ArrayList<>(conjuncts(and.left()));
    conjuncts.addAll(conjuncts(and.right()));
    return conjuncts;
  }

  private static Option<Expression> joined(List<Expression> conjuncts) {
    return Option.apply(conjuncts.stream().reduce(And::new).orElse(null));
  }
}
