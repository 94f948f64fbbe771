package io.quern.planner.command;

import io.quern.planner.session.SparkErrors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;

/** Tells why Spark could not resolve a plan, in Quern's way. */
public final class UnresolvedPlans {
  private UnresolvedPlans() {}

  /**
   * To be asked once Spark's resolution has done what it can.
   *
   * @throws io.quern.api.QuernException for a plan that is not resolved
   */
  public static void requireResolved(LogicalPlan plan, SparkSession session) {
    if (plan.resolved()) {
      return;
    }
    try {
      session.sessionState().analyzer().checkAnalysis(plan);
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        throw SparkErrors.translate(e, session);
      }
      throw e;
    }
  }
}
