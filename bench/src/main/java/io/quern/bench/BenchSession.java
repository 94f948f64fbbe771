package io.quern.bench;

import org.apache.spark.sql.SparkSession;

/** The session that benchmarks run statements in: this machine's cores, nothing else. */
public final class BenchSession {
  private BenchSession() {}

  public static SparkSession start(int cores) {
    return SparkSession.builder()
        .master("local[" + cores + "]")
        .appName("quern-bench")
        .config("spark.sql.extensions", "io.quern.planner.QuernExtensions")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", cores)
        .getOrCreate();
  }
}
