package io.quern.planner;

import java.util.Map;
import org.apache.spark.sql.classic.SparkSession;

/** The local Spark session that the tests of this module share, with the dialect. */
public final class PlannerSession {
  private static final SparkSession ROOT = start();

  private PlannerSession() {}

  /** A session of its own: views, functions and settings are not shared with other tests. */
  public static SparkSession open() {
    SparkSession session = (SparkSession) ROOT.newSession();
    SparkSession.setActiveSession(session);
    return session;
  }

  private static SparkSession start() {
    SparkSession.Builder builder = (SparkSession.Builder) SparkSession.builder();
    Map.of(
            "spark.ui.enabled",
            "false",
            "spark.sql.shuffle.partitions",
            "2",
            "spark.sql.extensions",
            QuernExtensions.class.getName(),
            "spark.sql.warehouse.dir",
            System.getProperty("java.io.tmpdir") + "/warehouse")
        .forEach(builder::config);
    return (SparkSession) builder.master("local[2]").appName("planner-tests").getOrCreate();
  }
}
