package io.quern.udf.operator;

import io.quern.udf.bridge.Seqs;
import io.quern.udf.call.PredictExpr;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.QueryPlan;
import scala.collection.immutable.Seq;

/**
 * What the logical and the physical operator have in common: calls, and a plan that their results
 * are appended to.
 *
 * @param calls all {@link PredictExpr}
 * @param results the column of the call at the same position
 */
record Predictions<P extends QueryPlan<P>>(Seq<Expression> calls, Seq<Attribute> results, P child)
    implements Serializable {

  /** The parts by which Spark takes an operator apart, in the order of its constructor. */
  static final int PARTS = 3;

  Object part(int index) {
    return switch (index) {
      case 0 -> calls;
      case 1 -> results;
      case 2 -> child;
      default -> throw new IndexOutOfBoundsException(index);
    };
  }

  List<PredictExpr> list() {
    return Seqs.list(calls).stream().map(PredictExpr.class::cast).toList();
  }

  /** The child's columns, then the results. */
  Seq<Attribute> output() {
    List<Attribute> output = new ArrayList<>(Seqs.list(child.output()));
    output.addAll(Seqs.list(results));
    return Seqs.of(output);
  }

  AttributeSet produced() {
    return AttributeSet.apply(Seqs.of(Seqs.<Expression>list(results)));
  }
}
