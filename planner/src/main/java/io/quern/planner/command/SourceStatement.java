package io.quern.planner.command;

import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A statement over a query, as parsed: what it does is known once Spark has resolved the query.
 *
 * <p>Plain Java: {@link SourceCommand} is the plan node around it.
 */
public interface SourceStatement {
  /** How the statement stands in plans, logs and the web UI: no option values in it. */
  String title();

  /** The columns of the result; those of the {@link Action} that {@link #analyse} returns. */
  StructType schema();

  /**
   * Checks the statement against its source. Reads no data, writes nothing.
   *
   * @param source resolved by Spark
   * @throws io.quern.api.QuernException for everything a user can have got wrong
   */
  Action analyse(SparkSession session, LogicalPlan source);
}
