package io.quern.udf;

import io.quern.udf.call.CallRules;
import io.quern.udf.embedding.EmbeddingFunctions;
import io.quern.udf.metric.MetricFunctions;
import io.quern.udf.operator.OperatorRules;
import org.apache.spark.sql.SparkSessionExtensions;

/**
 * Puts {@code predict}, the metric aggregates, {@code embeddings} and what runs them into sessions.
 */
public final class UdfExtensions {
  private UdfExtensions() {}

  /**
   * Adds functions, analyzer rules, optimizer rules and the planner strategy. Adding them twice is
   * harmless: each rule leaves alone what it has done.
   */
  public static void inject(SparkSessionExtensions extensions) {
    CallRules.inject(extensions);
    OperatorRules.inject(extensions);
    MetricFunctions.inject(extensions);
    EmbeddingFunctions.inject(extensions);
  }
}
