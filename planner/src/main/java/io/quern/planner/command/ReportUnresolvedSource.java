package io.quern.planner.command;

import static java.util.Objects.requireNonNull;

import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.classic.SparkSession;

/**
 * Tells why the source of one of our statements cannot be resolved, as a {@link
 * io.quern.api.QuernException}. Runs after Spark's resolution; otherwise Spark would tell it in its
 * own way, without our code and hint. Every other plan is Spark's to judge.
 */
public final class ReportUnresolvedSource extends Rule<LogicalPlan> {
  private final SparkSession session;

  public ReportUnresolvedSource(SparkSession session) {
    this.session = requireNonNull(session, "session is null");
  }

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    if (plan instanceof SourceCommand command) {
      command.requireResolvedSource(session);
    }
    return plan;
  }
}
