package io.quern.planner;

import io.quern.api.QuernException;
import org.apache.spark.sql.classic.SparkSession;

/** How statements fail. */
public final class Rejections {
  private Rejections() {}

  /** What {@code statement} fails with, as it comes out of Spark. */
  public static QuernException of(SparkSession session, String statement) {
    try {
      session.sql(statement).collectAsList();
    } catch (QuernException e) {
      return e;
    }
    throw new AssertionError("Accepted: " + statement);
  }
}
