package io.quern.bench;

import io.quern.model.bundle.BundleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * PREDICT in SQL, from Parquet to an aggregate of the scores: a DeepFM beside the {@linkplain
 * BareLoop bare loop} over the same SavedModel and beside functions of one row, {@linkplain
 * TunedRowUdf tuned} and {@linkplain NaiveRowUdf naive}; LR and FM, which need no TensorFlow, for
 * themselves.
 */
@CommandLine.Command(name = "bench/predict", showDefaultValues = true)
public final class PredictBench implements Callable<Integer> {
  private static final int FIELDS = 39;
  private static final int DIM = 16;

  @Option(names = "--rows", description = "Rows to score.")
  private long rows = 300_000;

  @Option(names = "--tuned-rows", description = "Rows for the tuned function; 0 leaves it out.")
  private long tunedRows = 20_000;

  @Option(names = "--naive-rows", description = "Rows for the naive function; 0 leaves it out.")
  private long naiveRows = 4_000;

  @Option(names = "--ids", description = "Distinct ids of all fields together.")
  private long ids = 1_000_000;

  @Option(names = "--batch", description = "Rows of one call of the yardstick.")
  private int batch = 1024;

  @Option(
      names = "--sizes",
      split = ",",
      description = "Rows of PREDICT's own calls, compared with one another instead of the rest.")
  private int[] sizes = {};

  @Option(names = "--threads", description = "Task slots, and threads of the yardstick.")
  private int threads = 2;

  @Option(names = "--rounds", description = "Rounds of yardsticks and queries.")
  private int rounds = 5;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new PredictBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("quern-bench-");
    try (SparkSession session = BenchSession.start(threads)) {
      write(session, folder, "clicks", rows);
      write(session, folder, "clicks_tuned", tunedRows);
      write(session, folder, "clicks_naive", naiveRows);
      String model = train(session, folder, "DeepFM", hidden());
      Path version = StoredModel.local(model).folder();
      if (sizes.length > 0) {
        compareSizes(session, version);
        return 0;
      }
      train(session, folder, "FM", "and embeddingDim = " + DIM);
      train(session, folder, "LR", "");
      register(session, "tuned", new TunedRowUdf(model));
      register(session, "naive", new NaiveRowUdf(model));
      measure(session, version);
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private static String hidden() {
    return """
        and embeddingDim = %d and hiddenUnits = "400,400,400" and batchNorm = false and dropout = 0
        """
        .formatted(DIM);
  }

  private void write(SparkSession session, Path folder, String name, long count) {
    ClickTable table = new ClickTable(folder.resolve(name).toString(), count, FIELDS, ids);
    table.write(session);
    session.read().parquet(table.path()).createOrReplaceTempView(name);
  }

  /** Trains a network, registers it by its name, and returns the model's path. */
  private String train(SparkSession session, Path folder, String network, String options) {
    String path = folder.resolve(network).toString();
    session
        .sql(
            """
            train clicks as DeepCTR.`%s` where label = "label" and model = "%s"
              and batchSize = 4096 and epochs = 1 and workers = %d %s
            """
                .formatted(path, network, threads, options))
        .first();
    session.sql("register DeepCTR.`%s` as %s".formatted(path, network));
    return path;
  }

  private static void register(
      SparkSession session, String name, UDF1<scala.collection.Seq<Long>, Double> function) {
    session.udf().register(name, function, DataTypes.DoubleType);
  }

  private void measure(SparkSession session, Path version) throws InterruptedException {
    try (BareLoop bare = new BareLoop(version.resolve(BundleFiles.SAVED_MODEL), batch)) {
      Figures toBare = new Figures("rows/s", "bare DJL loop");
      Figures toTuned = new Figures("rows/s", "tuned row UDF");
      Figures toNaive = new Figures("rows/s", "naive row UDF");
      Figures ofFm = new Figures("rows/s", "LR");
      for (int round = -1; round < rounds; round++) {
        double bareRate = bare.rowsPerSecond(threads, rows);
        double ours = query(session, "DeepFM(*)", "clicks", rows);
        double tuned = rowByRow(session, "tuned", tunedRows);
        double naive = rowByRow(session, "naive", naiveRows);
        double fm = query(session, "FM(*)", "clicks", rows);
        double lr = query(session, "LR(*)", "clicks", rows);
        if (round >= 0) {
          toBare.add(bareRate, ours);
          toTuned.add(tuned, ours);
          toNaive.add(naive, ours);
          ofFm.add(lr, fm);
        }
      }
      String what = "PREDICT of %s, %d fields x %d";
      toBare.print(what.formatted("DeepFM", FIELDS, DIM));
      toTuned.print(what.formatted("DeepFM", FIELDS, DIM));
      toNaive.print(what.formatted("DeepFM", FIELDS, DIM));
      ofFm.print(what.formatted("FM", FIELDS, DIM));
    }
  }

  private void compareSizes(SparkSession session, Path version) throws InterruptedException {
    List<Figures> figures =
        Arrays.stream(sizes)
            .mapToObj(size -> new Figures("rows/s", size + " a call; bare DJL loop"))
            .toList();
    try (BareLoop bare = new BareLoop(version.resolve(BundleFiles.SAVED_MODEL), batch)) {
      for (int round = -1; round < rounds; round++) {
        double bareRate = bare.rowsPerSecond(threads, rows);
        for (int i = 0; i < sizes.length; i++) {
          session.conf().set("spark.quern.predict.batchRows", sizes[i]);
          double ours = query(session, "DeepFM(*)", "clicks", rows);
          if (round >= 0) {
            figures.get(i).add(bareRate, ours);
          }
        }
      }
    }
    for (int i = 0; i < sizes.length; i++) {
      figures.get(i).print("PREDICT with %d rows a call".formatted(sizes[i]));
    }
  }

  private double rowByRow(SparkSession session, String function, long count) {
    String columns = String.join(", ", new ClickTable("", count, FIELDS, ids).names());
    return count == 0
        ? Double.NaN
        : query(session, "%s(array(%s))".formatted(function, columns), "clicks_" + function, count);
  }

  private static double query(SparkSession session, String call, String table, long count) {
    long start = System.nanoTime();
    session.sql("select avg(%s) as mean from %s".formatted(call, table)).first();
    return count / ((System.nanoTime() - start) / 1e9);
  }
}
