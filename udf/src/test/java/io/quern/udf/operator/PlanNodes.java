package io.quern.udf.operator;

import io.quern.udf.bridge.Seqs;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** Looks into plans. */
final class PlanNodes {
  private PlanNodes() {}

  /** The nodes of one class, subqueries included, top down. */
  static <T> List<T> of(LogicalPlan plan, Class<T> type) {
    List<T> found = new ArrayList<>();
    plan.foreach(
        node -> {
          if (type.isInstance(node)) {
            found.add(type.cast(node));
          }
          Seqs.list(node.subqueries()).forEach(subquery -> found.addAll(of(subquery, type)));
          return null;
        });
    return found;
  }
}
