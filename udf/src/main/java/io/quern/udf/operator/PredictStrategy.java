package io.quern.udf.operator;

import io.quern.udf.bridge.Seqs;
import java.util.List;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import scala.collection.immutable.Seq;

/** Plans a {@link BatchPredict}. */
final class PredictStrategy extends SparkStrategy {
  @Override
  public Seq<SparkPlan> apply(LogicalPlan plan) {
    return plan instanceof BatchPredict predict
        ? Seqs.of(
            List.of(
                new BatchPredictExec(
                    predict.calls(), predict.results(), planLater(predict.child()))))
        : Seqs.of(List.of());
  }
}
