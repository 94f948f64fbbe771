package io.quern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Trains and predicts again and again in one process, by a network with TensorFlow and one without,
 * and fails where threads, file descriptors, direct or mapped memory, temporary files, the heap or
 * the process have grown.
 */
@CommandLine.Command(name = "bench/soak", showDefaultValues = true)
public final class SoakBench implements Callable<Integer> {
  private static final long MIB = 1L << 20;

  @Option(names = "--loops", description = "Trainings, each with a prediction.")
  private int loops = 500;

  @Option(names = "--warmup", description = "Loops before the first count.")
  private int warmup = 20;

  @Option(names = "--rows", description = "Rows of the click log.")
  private int rows = 2_000;

  private record Limit(
      String name, ToLongFunction<ProcessCounters> count, long unit, long mayGrow) {}

  private static final List<Limit> LIMITS =
      List.of(
          new Limit("threads", ProcessCounters::threads, 1, 5),
          new Limit("file descriptors", ProcessCounters::descriptors, 1, 10),
          new Limit("direct MiB", ProcessCounters::directBytes, MIB, 16),
          new Limit("mapped MiB", ProcessCounters::mappedBytes, MIB, 16),
          new Limit("temporary files", ProcessCounters::temporaryFiles, 1, 10),
          new Limit("heap MiB", ProcessCounters::heapBytes, MIB, 16),
          new Limit("resident MiB", ProcessCounters::residentBytes, MIB, 512));

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SoakBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path folder =
        Path.of(
            System.getProperty("java.io.tmpdir"), "quern-soak-" + ProcessHandle.current().pid());
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    // Before anything makes a temporary file: the Java library looks only once.
    System.setProperty("java.io.tmpdir", temporary.toString());
    try (SparkSession session = BenchSession.start(2)) {
      String clicks = folder.resolve("clicks").toString();
      new ClickTable(clicks, rows, 8, 4_000).write(session);
      session.read().parquet(clicks).createOrReplaceTempView("clicks");
      loop(session, folder, warmup);
      ProcessCounters first = ProcessCounters.now(temporary);
      for (int done = 0; done < loops; done += 10) {
        loop(session, folder, Math.min(10, loops - done));
        System.out.println(ProcessCounters.now(temporary));
      }
      return report(first, ProcessCounters.now(temporary));
    } finally {
      Folders.delete(folder);
    }
  }

  private void loop(SparkSession session, Path folder, int count) {
    for (int i = 0; i < count; i++) {
      String network = i % 2 == 0 ? "FM" : "DeepFM";
      Path model = folder.resolve(network);
      session
          .sql(
              """
              train clicks as DeepCTR.`%s` where label = "label" and model = "%s"
                and batchSize = 512 and epochs = 1 and workers = 2
              """
                  .formatted(model, network))
          .first();
      session.sql("select avg(predict('%s', *)) from clicks".formatted(model)).first();
    }
  }

  private int report(ProcessCounters first, ProcessCounters last) {
    int grown = 0;
    for (Limit limit : LIMITS) {
      long before = limit.count.applyAsLong(first) / limit.unit;
      long after = limit.count.applyAsLong(last) / limit.unit;
      boolean grew = after - before > limit.mayGrow;
      grown += grew ? 1 : 0;
      System.out.printf(
          Locale.ROOT,
          "%-18s after %d loops %6d, after %d loops %6d%s%n",
          limit.name,
          warmup,
          before,
          warmup + loops,
          after,
          grew ? "  GROWN, more than " + limit.mayGrow : "");
    }
    return grown == 0 ? 0 : 1;
  }
}
