package io.quern.acceptance;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A Spark application with the dialect in this process; closing it ends it. */
final class LocalSession implements AutoCloseable {
  private final SparkSession session;

  /**
   * @param copies folder for this host's copies of models that are elsewhere
   */
  LocalSession(Path copies) {
    this(copies, Map.of());
  }

  /**
   * @param settings beyond those that every test has
   */
  LocalSession(Path copies, Map<String, String> settings) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[2]")
            .appName("acceptance-tests")
            .config("spark.sql.extensions", "io.quern.planner.QuernExtensions")
            .config("spark.quern.predict.cacheDir", copies.toString())
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1");
    settings.forEach(builder::config);
    session = builder.getOrCreate();
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
