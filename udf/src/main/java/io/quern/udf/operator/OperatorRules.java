package io.quern.udf.operator;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.classic.SparkSession;

/** Puts into sessions what turns calls of models into batched operators and runs those. */
public final class OperatorRules {
  private OperatorRules() {}

  /** Adds one analyzer rule, four optimizer rules and the planner strategy. */
  public static void inject(SparkSessionExtensions extensions) {
    extensions.injectPostHocResolutionRule(session -> new ExtractPredict((SparkSession) session));
    extensions.injectOptimizerRule(session -> new ExtractPredict((SparkSession) session));
    extensions.injectOptimizerRule(session -> new PushThroughPredict());
    extensions.injectOptimizerRule(session -> new ReusePredict());
    extensions.injectOptimizerRule(session -> new PrunePredict());
    extensions.injectPlannerStrategy(session -> new PredictStrategy());
  }
}
