package io.quern.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The executor JVMs that a local-cluster master has started. */
final class ExecutorProcesses {
  private static final String MAIN_CLASS = "org.apache.spark.executor.CoarseGrainedExecutorBackend";

  private ExecutorProcesses() {}

  /** Those of the application whose driver is {@code driver}. */
  static List<ProcessHandle> of(ProcessHandle driver) {
    return driver.descendants().filter(each -> arguments(each).contains(MAIN_CLASS)).toList();
  }

  /** The executor that Spark calls {@code id}, in the application of this process. */
  static ProcessHandle withId(String id) {
    return of(ProcessHandle.current()).stream()
        .filter(executor -> id(executor).equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String id(ProcessHandle executor) {
    List<String> arguments = arguments(executor);
    return arguments.get(arguments.indexOf("--executor-id") + 1);
  }

  /** {@link ProcessHandle.Info} cuts long command lines, and these hold a class path. */
  private static List<String> arguments(ProcessHandle process) {
    try {
      return List.of(
          Files.readString(Path.of("/proc/%d/cmdline".formatted(process.pid()))).split("\0", -1));
    } catch (NoSuchFileException e) {
      return List.of(); // has ended
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
