package io.quern.acceptance;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A Spark application with the dialect in this process; closing it ends it. */
final class LocalSession implements AutoCloseable {
  private final SparkSession session;

  /**
   * @param copies folder for this host's copies of models that are elsewhere
   */
  LocalSession(Path copies) {
    session =
        SparkSession.builder()
            .master("local[2]")
            .appName("acceptance-tests")
            .config("spark.sql.extensions", "io.quern.planner.QuernExtensions")
            .config("spark.quern.predict.cacheDir", copies.toString())
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
  }

  List<Row> sql(String statement) {
    return session.sql(statement).collectAsList();
  }

  SparkSession session() {
    return session;
  }

  @Override
  public void close() {
    session.stop();
  }
}
