package io.quern.runtime.cluster;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/** How many tasks of one application can run at a time: now, and ever. */
final class SlotCapacity {
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*(\\d+)\\s*]");

  private final SparkContext context;

  SlotCapacity(SparkContext context) {
    this.context = context;
  }

  boolean isLocal() {
    return context.isLocal();
  }

  /** Slots of the executors that are there. */
  int current() {
    return context.maxNumConcurrentTasks(context.resourceProfileManager().defaultResourceProfile());
  }

  /** Slots the settings allow; empty where they set no bound. */
  OptionalInt limit() {
    return isLocal() ? OptionalInt.of(current()) : limit(context.master(), context.getConf());
  }

  /** Slots that a cluster master's settings allow; empty where they set no bound. */
  static OptionalInt limit(String master, SparkConf conf) {
    int taskCpus = conf.getInt("spark.task.cpus", 1);
    Matcher localCluster = LOCAL_CLUSTER.matcher(master);
    if (localCluster.matches()) {
      int perExecutor = Integer.parseInt(localCluster.group(2)) / taskCpus;
      return OptionalInt.of(Integer.parseInt(localCluster.group(1)) * perExecutor);
    }
    if (isDynamic(conf)) {
      return executors(conf, "spark.dynamicAllocation.maxExecutors", taskCpus);
    }
    if (conf.contains("spark.cores.max")) {
      return OptionalInt.of(conf.getInt("spark.cores.max", 0) / taskCpus);
    }
    return executors(conf, "spark.executor.instances", taskCpus);
  }

  /** Whether Spark starts executors on demand, so that waiting for them without tasks is vain. */
  boolean grows() {
    return !isLocal() && isDynamic(context.getConf());
  }

  private static boolean isDynamic(SparkConf conf) {
    return conf.getBoolean("spark.dynamicAllocation.enabled", false);
  }

  private static OptionalInt executors(SparkConf conf, String setting, int taskCpus) {
    if (!conf.contains(setting) || !conf.contains("spark.executor.cores")) {
      return OptionalInt.empty();
    }
    long slots =
        (long) conf.getInt(setting, 0) * (conf.getInt("spark.executor.cores", 1) / taskCpus);
    return OptionalInt.of((int) Math.min(slots, Integer.MAX_VALUE));
  }
}
