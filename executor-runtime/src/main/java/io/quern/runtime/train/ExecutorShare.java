package io.quern.runtime.train;

import org.apache.spark.SparkConf;

/** How many roles of a training may find themselves in one JVM. */
final class ExecutorShare {
  private ExecutorShare() {}

  /**
   * Of {@code roles}, as many as an executor runs tasks at a time. All of them in one JVM on a
   * local master, and where executors take what cores they find.
   *
   * @return at least 1
   */
  static int of(int roles, SparkConf conf, String master) {
    boolean contained = isContained(master);
    if (master.startsWith("local") || !(contained || conf.contains("spark.executor.cores"))) {
      return Math.max(1, roles);
    }
    int tasks = conf.getInt("spark.executor.cores", 1) / conf.getInt("spark.task.cpus", 1);
    return Math.max(1, Math.min(roles, tasks));
  }

  /** Whether executors live in containers that are killed when they take more than their share. */
  static boolean isContained(String master) {
    return master.startsWith("yarn") || master.startsWith("k8s");
  }
}
