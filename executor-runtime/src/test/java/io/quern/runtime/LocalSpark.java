package io.quern.runtime;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/** Sparks for tests: quiet, on the loopback address; closing waits until it is gone. */
public final class LocalSpark implements AutoCloseable {
  private final SparkContext context;

  private LocalSpark(SparkConf conf) {
    this.context =
        new SparkContext(
            conf.setAppName("quern-test")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1"));
  }

  /** Two threads in this JVM. */
  public static LocalSpark threads() {
    return new LocalSpark(new SparkConf().setMaster("local[2]"));
  }

  /** Executor JVMs of this class path with one core each. */
  public static LocalSpark executors(int count) {
    return new LocalSpark(
        new SparkConf()
            .setMaster("local-cluster[%d,1,1024]".formatted(count))
            .set("spark.executorEnv.SPARK_SCALA_VERSION", "2.13")
            .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .set("spark.quern.zookeeper.sessionTimeout", "4s"));
  }

  public SparkContext context() {
    return context;
  }

  @Override
  public void close() {
    context.stop();
  }
}
