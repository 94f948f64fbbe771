package io.quern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.spark.ml.classification.FMClassifier;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.feature.FeatureHasher;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Networks without layers, on one core: rows per second of the epochs after the first, which read
 * the encoded cache and find every row in the table, beside MLlib's rows per second and pass over
 * hashed vectors in Spark's cache.
 */
@CommandLine.Command(name = "bench/rates", showDefaultValues = true)
public final class RateBench implements Callable<Integer> {
  private static final int HASH_BITS = 18;

  @Option(names = "--model", description = "LR or FM.")
  private String model = "LR";

  @Option(names = "--rows", description = "Rows of the click log.")
  private long rows = 300_000;

  @Option(names = "--epochs", description = "Passes of a statement.")
  private int epochs = 4;

  @Option(names = "--fields", description = "Categorical fields.")
  private int fields = 39;

  @Option(names = "--criteo", description = "Criteo's 13 counts and 26 categories instead.")
  private boolean criteo;

  @Option(names = "--ids", description = "Distinct ids of all fields together.")
  private long ids = 1_000_000;

  @Option(names = "--batch", description = "Batch size.")
  private int batch = 4096;

  @Option(names = "--optimizer", description = "Of the rows.")
  private String optimizer = "lazyAdam";

  @Option(names = "--passes", description = "Iterations of MLlib; 0 leaves it out.")
  private int passes = 5;

  @Option(names = "--rounds", description = "Rounds of yardstick and statement.")
  private int rounds = 3;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new RateBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("quern-bench-");
    try (SparkSession session = BenchSession.start(1)) {
      write(session, folder.resolve("clicks").toString());
      Figures figures = new Figures("rows/s", "MLlib " + model);
      Dataset<Row> vectors = passes == 0 ? null : hashed(session);
      for (int round = 0; round < rounds; round++) {
        double reference = passes == 0 ? Double.NaN : mllib(vectors);
        figures.add(reference, train(session, folder.resolve("model")));
      }
      figures.print("%s, 39 fields, batch %d, %s, one core".formatted(model, batch, optimizer));
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private void write(SparkSession session, String path) {
    if (criteo) {
      new CriteoTable(path, rows).write(session);
    } else {
      new ClickTable(path, rows, fields, ids).write(session);
    }
    session.read().parquet(path).createOrReplaceTempView("clicks");
  }

  /** As MLlib's users do it; the time that hashing takes is printed beside. */
  private Dataset<Row> hashed(SparkSession session) {
    String[] names =
        criteo
            ? CriteoTable.categoryNames().toArray(String[]::new)
            : IntStream.range(0, fields).mapToObj(f -> "f" + f).toArray(String[]::new);
    Dataset<Row> vectors =
        new FeatureHasher()
            .setInputCols(names)
            .setCategoricalCols(names)
            .setNumFeatures(1 << HASH_BITS)
            .setOutputCol("features")
            .transform(session.table("clicks"))
            .selectExpr("cast(label as double) as label", "features")
            .cache();
    long start = System.nanoTime();
    vectors.count();
    System.out.printf(
        Locale.ROOT, "MLlib hashes %.0f rows/s%n", rows / ((System.nanoTime() - start) / 1e9));
    return vectors;
  }

  /** Rows per second and pass; LR has one pass more, for the columns' spread. */
  private double mllib(Dataset<Row> vectors) {
    long start = System.nanoTime();
    int done = model.equals("LR") ? 1 + logisticPasses(vectors) : factorizationPasses(vectors);
    return rows * (double) done / ((System.nanoTime() - start) / 1e9);
  }

  private int logisticPasses(Dataset<Row> vectors) {
    return 1 + new LogisticRegression().setMaxIter(passes).fit(vectors).summary().totalIterations();
  }

  private int factorizationPasses(Dataset<Row> vectors) {
    new FMClassifier().setFactorSize(16).setMaxIter(passes).fit(vectors);
    return passes;
  }

  private double train(SparkSession session, Path folder) throws IOException {
    String own = model.equals("FM") ? " and embeddingDim = 16" : "";
    String columns =
        criteo ? " and numeric = \"%s\"".formatted(String.join(",", CriteoTable.countNames())) : "";
    Row result =
        session
            .sql(
                """
                train clicks as DeepCTR.`%s` where label = "label" and model = "%s"
                  and batchSize = %d and epochs = %d and workers = 1
                  and sparseOptimizer = "%s"%s%s
                """
                    .formatted(folder, model, batch, epochs, optimizer, own, columns))
            .first();
    int version = result.getAs("version");
    return EpochLog.of(folder, version).rowsPerSecond();
  }
}
