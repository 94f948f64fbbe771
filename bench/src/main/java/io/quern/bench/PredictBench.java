package io.quern.bench;

import io.quern.model.tensorflow.SavedModelPredictor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * PREDICT of a DeepFM in SQL, from Parquet to an aggregate of the scores, beside the bare loop over
 * the same SavedModel through DJL with inputs already in place.
 */
@CommandLine.Command(name = "bench/predict", showDefaultValues = true)
public final class PredictBench implements Callable<Integer> {
  private static final int FIELDS = 39;
  private static final int DIM = 16;

  @Option(names = "--rows", description = "Rows to score.")
  private long rows = 300_000;

  @Option(names = "--ids", description = "Distinct ids of all fields together.")
  private long ids = 1_000_000;

  @Option(names = "--batch", description = "Rows of one call of the yardstick.")
  private int batch = 1024;

  @Option(names = "--threads", description = "Task slots, and threads of the yardstick.")
  private int threads = 2;

  @Option(names = "--rounds", description = "Rounds of yardstick and query.")
  private int rounds = 5;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new PredictBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("quern-bench-");
    try (SparkSession session = BenchSession.start(threads)) {
      ClickTable table = new ClickTable(folder.resolve("clicks").toString(), rows, FIELDS, ids);
      table.write(session);
      session.read().parquet(table.path()).createOrReplaceTempView("clicks");
      Path model = folder.resolve("model");
      session
          .sql(
              """
              train clicks as DeepCTR.`%s` where label = "label" and model = "DeepFM"
                and embeddingDim = %d and hiddenUnits = "400,400,400" and batchNorm = false
                and dropout = 0 and batchSize = 4096 and epochs = 1 and workers = %d
              """
                  .formatted(model, DIM, threads))
          .first();
      session.sql("register DeepCTR.`%s` as ctr".formatted(model));
      query(session);
      try (SavedModelPredictor predictor = SavedModelPredictor.open(savedModel(model))) {
        bare(predictor);
        Figures figures = new Figures("rows/s", "bare DJL loop");
        for (int round = 0; round < rounds; round++) {
          figures.add(bare(predictor), query(session));
        }
        figures.print("PREDICT of DeepFM, %d fields x %d".formatted(FIELDS, DIM));
      }
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private double query(SparkSession session) {
    long start = System.nanoTime();
    session.sql("select avg(ctr(*)) as mean from clicks").first();
    return rows / ((System.nanoTime() - start) / 1e9);
  }

  /** Rows per second of all threads together. */
  private double bare(SavedModelPredictor first) throws InterruptedException {
    int calls = (int) (rows / batch / threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> loops = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        loops.add(() -> loop(first, calls));
      }
      long start = System.nanoTime();
      for (Future<Void> loop : pool.invokeAll(loops)) {
        loop.get();
      }
      return (double) calls * batch * threads / ((System.nanoTime() - start) / 1e9);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private Void loop(SavedModelPredictor first, int calls) {
    FloatBuffer linear = floats(batch * FIELDS);
    FloatBuffer embedding = floats(batch * FIELDS * DIM);
    float[] probabilities = new float[batch];
    try (SavedModelPredictor predictor = first.another()) {
      for (int call = 0; call < calls; call++) {
        linear.rewind();
        embedding.rewind();
        predictor.predict(batch, linear, embedding, probabilities);
      }
    }
    return null;
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private static Path savedModel(Path model) throws IOException {
    try (Stream<Path> files = Files.walk(model)) {
      return files
          .filter(file -> file.getFileName().toString().equals("saved_model.pb"))
          .findFirst()
          .orElseThrow()
          .getParent();
    }
  }
}
