package io.quern.udf;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.quern.api.QuernException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;

/** What users are told when a statement fails. */
public final class Failures {
  private Failures() {}

  /** Code, place and message, as front ends print them. */
  public static String headline(SparkSession session, String sql) {
    return failure(session, sql).headline();
  }

  /** Code, place, message and hint. */
  public static String all(SparkSession session, String sql) {
    return failure(session, sql).toString();
  }

  private static QuernException failure(SparkSession session, String sql) {
    Throwable thrown =
        catchThrowable(
            () -> {
              Dataset<Row> rows = session.sql(sql);
              rows.collectAsList();
            });
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof QuernException quern) {
        return quern;
      }
    }
    throw new AssertionError("No QuernException from: " + sql, thrown);
  }
}
