package io.quern.udf.operator;

import io.quern.udf.bridge.Seqs;
import java.io.Serializable;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;

/** What a {@link BatchPredictExec} shows of its tasks. */
record ScoringMetrics(SQLMetric rows, SQLMetric batches, SQLMetric nanos) implements Serializable {
  static ScoringMetrics create(SparkContext spark) {
    return new ScoringMetrics(
        SQLMetrics.createMetric(spark, "number of output rows"),
        SQLMetrics.createMetric(spark, "number of batches"),
        SQLMetrics.createNanoTimingMetric(
            spark, "time in models", SQLMetrics.createNanoTimingMetric$default$3()));
  }

  /** By the names that Spark's user interface knows them by. */
  scala.collection.immutable.Map<String, SQLMetric> byName() {
    return Seqs.map(Map.of("numOutputRows", rows, "numBatches", batches, "modelTime", nanos));
  }
}
