package io.quern.udf.operator;

import io.quern.udf.bridge.Rewrites;
import io.quern.udf.bridge.Seqs;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.rules.Rule;
import scala.Option;

/**
 * Scores fewer rows: conditions that do not look at a score go below the prediction, and so does a
 * limit that no score decides on.
 */
final class PushThroughPredict extends Rule<LogicalPlan> {
  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.transformUp(Rewrites.of(this::push));
  }

  private LogicalPlan push(LogicalPlan node) {
    if (node instanceof Filter filter && filter.child() instanceof BatchPredict predict) {
      return pushFilter(filter, predict);
    }
    if (node instanceof LocalLimit limit && limit.limitExpr() instanceof Literal rows) {
      LogicalPlan limited = limitBelow((Integer) rows.value(), limit.limitExpr(), limit.child());
      return limited == limit.child() ? limit : new LocalLimit(limit.limitExpr(), limited);
    }
    return node;
  }

  private static LogicalPlan pushFilter(Filter filter, BatchPredict predict) {
    if (!filter.condition().deterministic()) {
      return filter;
    }
    AttributeSet scores = AttributeSet.apply(Seqs.of(Seqs.<Expression>list(predict.results())));
    FilterSplit.Parts parts =
        FilterSplit.split(
            filter.condition(), conjunct -> conjunct.references().intersect(scores).isEmpty());
    if (parts.matching().isEmpty()) {
      return filter;
    }
    LogicalPlan pushed =
        predict.withNewChildInternal(new Filter(parts.matching().get(), predict.child()));
    return parts.others().isEmpty() ? pushed : new Filter(parts.others().get(), pushed);
  }

  private static LogicalPlan limitBelow(int rows, Expression limit, LogicalPlan plan) {
    if (plan instanceof Project project) {
      LogicalPlan limited = limitBelow(rows, limit, project.child());
      return limited == project.child() ? project : project.withNewChildInternal(limited);
    }
    if (plan instanceof BatchPredict predict && mayExceed(predict.maxRowsPerPartition(), rows)) {
      return predict.withNewChildInternal(new LocalLimit(limit, predict.child()));
    }
    return plan;
  }

  private static boolean mayExceed(Option<Object> most, int rows) {
    return most.isEmpty() || (Long) most.get() > rows;
  }
}
