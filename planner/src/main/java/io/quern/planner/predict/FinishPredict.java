package io.quern.planner.predict;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.planner.command.ResultView;
import io.quern.planner.command.UnresolvedPlans;
import io.quern.udf.bridge.Seqs;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;

/**
 * Ends the analysis of a PREDICT: makes the view that the statement names, and leaves the query.
 * Making the view twice is harmless, should Spark analyse the statement again.
 */
public final class FinishPredict extends Rule<LogicalPlan> {
  private final SparkSession session;

  public FinishPredict(SparkSession session) {
    this.session = requireNonNull(session, "session is null");
  }

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan instanceof PredictResult result ? result.places().tell(() -> finish(result)) : plan;
  }

  private LogicalPlan finish(PredictResult result) {
    LogicalPlan query = result.child();
    UnresolvedPlans.requireResolved(query, session);
    requireOneProbability(result);
    result
        .view()
        .ifPresent(
            view ->
                Dataset.ofRows(session, query).createOrReplaceTempView(ResultView.quoted(view)));
    return query;
  }

  private static void requireOneProbability(PredictResult result) {
    long found =
        Seqs.list(result.child().output()).stream()
            .filter(column -> column.name().equalsIgnoreCase(PredictPlan.PROBABILITY))
            .count();
    if (found > 1) {
      throw new QuernException(
              ErrorCode.NAME,
              "The source has a column '%s' already".formatted(PredictPlan.PROBABILITY))
          .at(result.place())
          .withHint("Rename it in a query: PREDICT (SELECT …) AS …");
    }
  }
}
