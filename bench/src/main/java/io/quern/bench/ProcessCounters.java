package io.quern.bench;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What this process holds now. Linux only.
 *
 * @param threads without those of Spark's pools that fill up to their bound and wait
 * @param temporaryFiles in the folder given
 * @param residentBytes of the process; moves with the collector, too
 */
record ProcessCounters(
    int threads,
    long descriptors,
    long directBytes,
    long mappedBytes,
    long temporaryFiles,
    long heapBytes,
    long residentBytes) {
  private static final List<String> SPARK_POOLS =
      List.of(
          "block-manager-", "shuffle-exchange", "ResultQueryStageExecution", "QueryStageCreator");

  /** Collects garbage first, so that what only waits for that is not counted. */
  static ProcessCounters now(Path temporary) throws IOException {
    System.gc();
    return new ProcessCounters(
        threadsOfOthers(),
        files(Path.of("/proc/self/fd"), 1),
        pool("direct"),
        pool("mapped"),
        files(temporary, Integer.MAX_VALUE),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        resident());
  }

  private static int threadsOfOthers() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> SPARK_POOLS.stream().noneMatch(name::startsWith))
            .count();
  }

  private static long files(Path folder, int depth) throws IOException {
    try (Stream<Path> found = Files.walk(folder, depth)) {
      return found.filter(file -> depth == 1 || Files.isRegularFile(file)).count();
    }
  }

  private static long pool(String name) {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals(name))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static long resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D+", "")) << 10;
      }
    }
    throw new IOException("/proc/self/status has no VmRSS");
  }
}
