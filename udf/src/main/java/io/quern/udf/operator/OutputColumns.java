package io.quern.udf.operator;

import io.quern.udf.bridge.Seqs;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import scala.collection.immutable.Seq;

/** The columns that predictions add to plans, and their removal. */
final class OutputColumns {
  private OutputColumns() {}

  /** A new column for the scores of one call. */
  static Attribute newResult() {
    return new AttributeReference(
        "score",
        DataTypes.DoubleType,
        false,
        Metadata.empty(),
        NamedExpression.newExprId(),
        Seqs.of(List.of()));
  }

  /** The plan with exactly those columns, which are among its own. */
  static LogicalPlan restore(Seq<Attribute> columns, LogicalPlan plan) {
    List<Long> wanted = ids(columns);
    return wanted.equals(ids(plan.output()))
        ? plan
        : new Project(Seqs.of(Seqs.<NamedExpression>list(columns)), plan);
  }

  private static List<Long> ids(Seq<Attribute> columns) {
    return Seqs.list(columns).stream().map(column -> column.exprId().id()).toList();
  }
}
