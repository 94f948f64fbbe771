package io.quern.bench;

import io.quern.model.feature.FeatureLayout;
import io.quern.model.network.NetworkSpec;
import io.quern.model.zoo.Networks;
import io.quern.planner.session.TrainingListeners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * DeepFM training: the whole TRAIN statement, from Parquet to the committed model, beside {@link
 * BareSteps} over rows of the same table with as many threads as workers.
 */
@CommandLine.Command(name = "bench/train", showDefaultValues = true)
public final class TrainBench implements Callable<Integer> {
  @Option(names = "--rows", description = "Rows of the click log.")
  private long rows = 300_000;

  @Option(names = "--epochs", description = "Passes over the log.")
  private int epochs = 2;

  @Option(names = "--fields", description = "Categorical fields.")
  private int fields = 39;

  @Option(names = "--ids", description = "Distinct ids of all fields together.")
  private long ids = 1_000_000;

  @Option(names = "--dim", description = "Embedding dimension.")
  private int dim = 16;

  @Option(names = "--hidden", split = ",", description = "Hidden layers.")
  private List<Integer> hidden = List.of(400, 400, 400);

  @Option(names = "--batch", description = "Batch size.")
  private int batch = 4096;

  @Option(names = "--workers", description = "Workers, and threads of the yardstick.")
  private int workers = 2;

  @Option(names = "--rounds", description = "Rounds of yardstick and statement.")
  private int rounds = 3;

  @Option(names = "--model", description = "The network.")
  private String model = "DeepFM";

  @Option(names = "--precision", description = "fp32 or bf16, of statement and yardstick.")
  private String precision = "fp32";

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new TrainBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("quern-bench-");
    Breakdown breakdown = new Breakdown();
    try (SparkSession session = BenchSession.start(workers);
        var listening = TrainingListeners.register(session, breakdown)) {
      ClickTable table = new ClickTable(folder.resolve("clicks").toString(), rows, fields, ids);
      table.write(session);
      session.read().parquet(table.path()).createOrReplaceTempView("clicks");
      NetworkSpec spec =
          Networks.named(model)
              .spec(
                  new FeatureLayout(fields, 0, 0),
                  IntStream.range(0, fields).mapToObj(f -> "f" + f).toList(),
                  options());
      BareSteps steps = new BareSteps(table.head(session, 8 * batch), fields, batch, spec);
      steps.samplesPerSecond(workers, 5);
      Figures figures = new Figures("samples/s", "bare steps");
      for (int round = 0; round < rounds; round++) {
        figures.add(steps.samplesPerSecond(workers, 30), train(session, folder));
        breakdown.print(folder.resolve("model"));
      }
      figures.print(
          "%s, %d fields x %d, batch %d, %s".formatted(model, fields, dim, batch, precision));
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  /** Those that not every network has are left out where the network has them not. */
  private Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("embeddingDim", String.valueOf(dim));
    options.put("hiddenUnits", String.join(",", hidden.stream().map(String::valueOf).toList()));
    options.put("batchNorm", "false");
    options.put("dropout", "0");
    options.put("precision", precision);
    List<String> known =
        Networks.named(model).options().stream().<String>map(io.quern.api.Option::name).toList();
    options.keySet().retainAll(known);
    return options;
  }

  private double train(SparkSession session, Path folder) {
    String own =
        options().entrySet().stream()
            .map(option -> " and %s = \"%s\"".formatted(option.getKey(), option.getValue()))
            .collect(Collectors.joining());
    Row result =
        session
            .sql(
                """
                train clicks as DeepCTR.`%s` where label = "label" and model = "%s"
                  and batchSize = %d and epochs = %d and workers = %d
                  and sparseOptimizer = "lazyAdam" %s
                """
                    .formatted(folder.resolve("model"), model, batch, epochs, workers, own))
            .first();
    return result.getAs("rowsPerSecond");
  }
}
