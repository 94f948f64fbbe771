package io.quern.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Trains and predicts with a table that is larger than the whole Java heap, in a process of its
 * own; fails where the table has not become larger.
 */
@CommandLine.Command(name = "bench/heap", showDefaultValues = true)
public final class HeapBench implements Callable<Integer> {
  private static final int FIELDS = 8;
  private static final int DIM = 64;
  private static final long MIB = 1L << 20;

  @Option(names = "--heap", description = "The process's heap, MiB; Spark wants 450 at least.")
  private int heap = 512;

  @Option(names = "--rows", description = "Rows of the click log, each of 8 ids of its own.")
  private long rows = 150_000;

  @Option(names = "--inside", hidden = true)
  private boolean inside;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new HeapBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return inside ? train() : startProcess();
  }

  private int startProcess() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-Xmx"))
        .forEach(command::add);
    command.add("-Xmx" + heap + "m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(HeapBench.class.getName(), "--inside", "--rows", String.valueOf(rows)));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private int train() throws IOException {
    Path folder = Files.createTempDirectory("quern-bench-");
    try (SparkSession session = BenchSession.start(2)) {
      String ids =
          IntStream.range(0, FIELDS)
              .mapToObj(f -> "xxhash64(id, %d) as f%d".formatted(f, f))
              .collect(Collectors.joining(", "));
      session
          .sql("select id %% 3 = 0 as label, %s from range(0, %d, 1, 2)".formatted(ids, rows))
          .createOrReplaceTempView("clicks");
      Path model = folder.resolve("model");
      Row result =
          session
              .sql(
                  """
                  train clicks as DeepCTR.`%s` where label = "label" and model = "FM"
                    and embeddingDim = %d and minCount = 1 and epochs = 2 and workers = 2
                    and sparseOptimizer = "lazyAdam"
                  """
                      .formatted(model, DIM))
              .first();
      double mean =
          session
              .sql("select avg(predict('%s', *)) from clicks".formatted(model))
              .first()
              .getDouble(0);
      return report(EpochLog.of(model, result.getAs("version")), mean);
    } finally {
      Folders.delete(folder);
    }
  }

  private static int report(EpochLog log, double mean) {
    long most = Runtime.getRuntime().maxMemory();
    System.out.printf(
        Locale.ROOT,
        "table: %,d rows in %,d MiB; heap: at most %,d MiB; %.0f rows/s; mean score %.3f%n",
        log.tableRows(),
        log.tableBytes() / MIB,
        most / MIB,
        log.rowsPerSecond(),
        mean);
    return log.tableBytes() > most ? 0 : 1;
  }
}
