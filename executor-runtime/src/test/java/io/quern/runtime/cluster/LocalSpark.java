package io.quern.runtime.cluster;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/** Spark contexts of tests: quiet, without a UI, on the loopback address. */
final class LocalSpark {
  private LocalSpark() {}

  static SparkContext start(String master, Map<String, String> settings) {
    SparkConf conf =
        new SparkConf()
            .setMaster(master)
            .setAppName("quern-test")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.quern.zookeeper.sessionTimeout", "4s");
    settings.forEach(conf::set);
    return new SparkContext(conf);
  }

  /** Two executor JVMs of this class path with one core each. */
  static SparkContext startCluster(int executors, int coresEach) {
    return start(
        "local-cluster[%d,%d,1024]".formatted(executors, coresEach),
        Map.of(
            "spark.executorEnv.SPARK_SCALA_VERSION",
            "2.13",
            "spark.executor.extraClassPath",
            System.getProperty("java.class.path")));
  }
}
