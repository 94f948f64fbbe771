package io.quern.bench;

import org.apache.spark.sql.SparkSession;

/** The session that benchmarks run statements in: this machine's cores, nothing else. */
public final class BenchSession {
  private static final int EXECUTOR_MIB = 3072;

  private BenchSession() {}

  public static SparkSession start(int cores) {
    return startOn(local(cores));
  }

  /** The master with all tasks in this process. */
  public static String local(int cores) {
    return "local[" + cores + "]";
  }

  /** The master with so many executors of one core each, processes of their own. */
  public static String processes(int executors) {
    return "local-cluster[%d,1,%d]".formatted(executors, EXECUTOR_MIB);
  }

  /** A session on {@link #local} or {@link #processes}. */
  public static SparkSession startOn(String master) {
    return SparkSession.builder()
        .master(master)
        .appName("quern-bench")
        .config("spark.sql.extensions", "io.quern.planner.QuernExtensions")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.executor.memory", EXECUTOR_MIB + "m")
        .config("spark.executorEnv.SPARK_SCALA_VERSION", "2.13")
        .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .config("spark.sql.shuffle.partitions", 2)
        .getOrCreate();
  }
}
