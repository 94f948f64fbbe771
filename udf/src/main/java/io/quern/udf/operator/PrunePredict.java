package io.quern.udf.operator;

import io.quern.udf.bridge.Rewrites;
import io.quern.udf.bridge.Seqs;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.rules.Rule;

/** Drops scores that the projection above does not use. */
final class PrunePredict extends Rule<LogicalPlan> {
  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.transformUp(Rewrites.of(this::prune));
  }

  private LogicalPlan prune(LogicalPlan node) {
    if (!(node instanceof Project project) || !(project.child() instanceof BatchPredict predict)) {
      return node;
    }
    List<Expression> calls = new ArrayList<>();
    List<Attribute> results = new ArrayList<>();
    for (int i = 0; i < predict.results().size(); i++) {
      Attribute result = predict.results().apply(i);
      if (project.references().contains(result)) {
        calls.add(predict.calls().apply(i));
        results.add(result);
      }
    }
    if (results.size() == predict.results().size()) {
      return node;
    }
    return project.withNewChildInternal(
        results.isEmpty()
            ? predict.child()
            : new BatchPredict(Seqs.of(calls), Seqs.of(results), predict.child()));
  }
}
