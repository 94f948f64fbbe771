package io.quern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * What EXPLAIN TRAIN says beside what the same training then takes: memory of the parameter server,
 * rows per second of the epochs after the first, and seconds of the whole statement.
 */
@CommandLine.Command(name = "bench/explain", showDefaultValues = true)
public final class ExplainBench implements Callable<Integer> {
  private static final String SAMPLE = "spark.quern.explain.rows";

  @Option(names = "--models", split = ",", description = "Networks.")
  private List<String> models = List.of("LR", "FM", "DeepFM");

  @Option(names = "--rows", split = ",", description = "Sizes of the click log.")
  private List<Long> sizes = List.of(100_000L, 400_000L, 1_000_000L);

  @Option(names = "--sample", description = "Rows that EXPLAIN reads; 0: as by default.")
  private long sample;

  @Option(names = "--fields", description = "Categorical fields.")
  private int fields = 39;

  @Option(names = "--ids", description = "Distinct ids of all fields together.")
  private long ids = 1_000_000;

  @Option(names = "--epochs", description = "Passes of each training, 2 at least.")
  private int epochs = 3;

  @Option(names = "--batch", description = "Batch size.")
  private int batch = 4096;

  @Option(names = "--workers", description = "Of each training.")
  private int workers = 2;

  @Option(
      names = "--servers",
      description =
          "Of each training, a process each, as are the workers then; 0: in this process.")
  private int servers;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ExplainBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (sample > 0) {
      System.setProperty(SAMPLE, String.valueOf(sample));
    }
    Path folder = Files.createTempDirectory("quern-bench-");
    String master =
        servers > 0 ? BenchSession.processes(workers + servers) : BenchSession.local(workers);
    try (SparkSession session = BenchSession.startOn(master)) {
      System.out.println(
          "| network | rows | EXPLAIN: seconds | rows read | MiB: predicted | measured | ratio |"
              + " rows of a batch: predicted | measured | ratio |"
              + " rows/s: predicted | measured | ratio | statement, s: predicted | measured |"
              + " ratio |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
      for (long rows : sizes) {
        String path = folder.resolve("clicks").toString();
        new ClickTable(path, rows, fields, ids).write(session);
        session.read().parquet(path).createOrReplaceTempView("clicks");
        for (String model : models) {
          compare(session, model, rows, folder.resolve("model"));
        }
      }
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private void compare(SparkSession session, String model, long rows, Path folder)
      throws IOException {
    String train = statement(model, folder);
    long began = System.nanoTime();
    Map<String, Double> said = figures(session, "explain " + train);
    double explained = (System.nanoTime() - began) / 1e9;
    Row result = session.sql(train).first();
    EpochLog log = EpochLog.of(folder, result.<Integer>getAs("version"));
    double mib = 1 << 20;
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %.1f | %,.0f | %s | %s | %s | %s |%n",
        model,
        rows,
        explained,
        said.get("read for this"),
        pair(
            said.get("off heap per parameter server") / mib,
            log.tableBytes() / mib / Math.max(1, servers),
            "%,.1f"),
        pair(said.get("distinct rows per batch"), log.uniqueRows(), "%,.0f"),
        pair(said.get("rows per second"), log.rowsPerSecond(), "%,.0f"),
        pair(said.get("statement, all epochs"), result.<Double>getAs("seconds"), "%.1f"));
  }

  /** Predicted, measured, predicted over measured. */
  private static String pair(double predicted, double measured, String format) {
    return String.format(
        Locale.ROOT,
        format + " | " + format + " | %.2f",
        predicted,
        measured,
        predicted / measured);
  }

  private String statement(String model, Path folder) {
    String layers =
        model.equals("DeepFM")
            ? " and hiddenUnits = \"400,400,400\" and batchNorm = false and dropout = 0"
            : "";
    String dim = model.equals("LR") ? "" : " and embeddingDim = 16";
    String apart = servers > 0 ? " and parameterServers = " + servers : "";
    return """
        train clicks as DeepCTR.`%s` where label = "label" and model = "%s" and batchSize = %d
          and epochs = %d and workers = %d and sparseOptimizer = "lazyAdam"%s%s%s
        """
        .formatted(folder, model, batch, epochs, workers, apart, dim, layers);
  }

  /** By item the number that its value begins with. */
  private static Map<String, Double> figures(SparkSession session, String statement) {
    Map<String, Double> figures = new HashMap<>();
    for (Row row : session.sql(statement).collectAsList()) {
      String first = row.<String>getAs("value").split(" ", 2)[0].replace(",", "");
      if (first.matches("\\d+(\\.\\d+)?")) {
        figures.put(row.getAs("item"), Double.parseDouble(first));
      }
    }
    return figures;
  }
}
