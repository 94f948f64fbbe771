package io.quern.udf.call;

import io.quern.udf.bridge.BuiltInFunction;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.classic.SparkSession;

/** Puts the function {@code predict} and what resolves calls of models into sessions. */
public final class CallRules {
  private CallRules() {}

  /** Adds the function and two analyzer rules. */
  public static void inject(SparkSessionExtensions extensions) {
    BuiltInFunction.inject(extensions, ModelFunction.PREDICT, info(), ModelFunction.predict());
    extensions.injectHintResolutionRule(session -> new MarkStars((SparkSession) session));
    extensions.injectResolutionRule(session -> new BindModelCalls((SparkSession) session));
  }

  private static ExpressionInfo info() {
    return new ExpressionInfo(
        PredictExpr.class.getName(),
        null,
        ModelFunction.PREDICT,
        "_FUNC_('path', features...[, version => n]) - The probability that the model at a path"
            + " gives a row. Features by position, or by name: *, a struct, or feature => value.",
        "");
  }
}
