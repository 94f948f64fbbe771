package io.quern.planner.command;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What a checked statement does when Spark executes it.
 *
 * <p>Plain Java: {@link ActionCommand} is the plan node around it. An action is run once, on the
 * thread that executes the statement, with that statement's session. It may be copied with its node
 * and so holds no state of a run.
 */
public interface Action {
  /** How the statement stands in plans, logs and the web UI: no option values in it. */
  String title();

  /** The columns of {@link #run}'s rows; empty for a statement without a result. */
  StructType schema();

  /**
   * @throws io.quern.api.QuernException where it fails
   */
  List<Row> run(SparkSession session);
}
