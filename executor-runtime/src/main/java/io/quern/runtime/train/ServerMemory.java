package io.quern.runtime.train;

import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.apache.spark.SparkConf;

/**
 * How much memory outside the Java heap the tables of a parameter server may take.
 *
 * @param bytes of one server; 0: half of its machine's memory is for it and those beside it
 * @param sharing servers that may have to share an executor, this one included
 * @param origin what sets the limit, in words
 */
record ServerMemory(long bytes, int sharing, String origin) implements Serializable {
  private static final SizeSetting LIMIT = new SizeSetting("spark.quern.ps.memoryLimit", "8g");

  private static final String OVERHEAD = "spark.executor.memoryOverhead";
  private static final long MIB = 1L << 20;
  private static final double OVERHEAD_FACTOR = 0.1;
  private static final long OVERHEAD_MINIMUM = 384;

  private static final String OVERHEAD_PART = "75 % of " + OVERHEAD;

  /** By how much a setting that is recommended exceeds what is needed. */
  private static final double SPARE = 1.1;

  /** Most of a machine that servers are recommended to take. */
  private static final double MACHINE_SHARE = 0.8;

  /** Share of a container's overhead for tables; the rest is for sockets and native code. */
  private static final double OVERHEAD_SHARE = 0.75;

  /**
   * Reads the settings: the limit itself; else, where executors live in containers that are killed
   * when they take more than their overhead, most of that overhead.
   *
   * @param servers of the training
   */
  static ServerMemory from(SparkConf conf, String master, int servers) {
    int sharing = ExecutorShare.of(servers, conf, master);
    if (LIMIT.isGiven(conf)) {
      return new ServerMemory(LIMIT.bytes(conf, 0), sharing, LIMIT.name());
    }
    if (ExecutorShare.isContained(master)) {
      long bytes = (long) (overhead(conf) * MIB * OVERHEAD_SHARE / sharing);
      return new ServerMemory(bytes, sharing, OVERHEAD_PART + among(sharing));
    }
    return new ServerMemory(0, sharing, "half of the machine's memory" + among(sharing));
  }

  private static String among(int sharing) {
    return sharing == 1 ? "" : ", shared by " + sharing;
  }

  private static long overhead(SparkConf conf) {
    long heap = conf.getSizeAsMb("spark.executor.memory", "1g");
    long automatic = Math.max(OVERHEAD_MINIMUM, (long) (heap * OVERHEAD_FACTOR));
    return conf.contains(OVERHEAD) ? conf.getSizeAsMb(OVERHEAD) : automatic;
  }

  /** Bytes for one server on the machine that calls this. */
  long limit() {
    return bytes > 0 ? bytes : machineMemory() / 2 / sharing;
  }

  /** The limit, as far as it is known before a server has its machine, and its origin. */
  String describe() {
    return bytes > 0 ? "%,d MiB: %s".formatted(bytes / MIB, origin) : origin;
  }

  /**
   * The setting, with a value, by which a server could take so many bytes.
   *
   * @param machine bytes of memory that a server's machine has
   */
  Optional<String> settingFor(long needed, long machine) {
    if (origin.startsWith(OVERHEAD_PART)) {
      long overhead = (long) Math.ceil(needed * SPARE * sharing / OVERHEAD_SHARE / MIB);
      return Optional.of("%s = %dm".formatted(OVERHEAD, overhead));
    }
    boolean machineHasIt = needed * SPARE * sharing <= MACHINE_SHARE * machine;
    return machineHasIt
        ? Optional.of("%s = %dm".formatted(LIMIT.name(), (long) Math.ceil(needed * SPARE / MIB)))
        : Optional.empty();
  }

  /** Of the machine that calls this. */
  static long machineMemory() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }
}
