package io.quern.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.classic.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Milliseconds, warm, to parse a statement and to parse, analyse and plan it: a TRAIN with 39
 * columns and a dozen options, beside a query of Spark's over the same columns.
 */
@CommandLine.Command(name = "bench/plan", showDefaultValues = true)
public final class PlanBench implements Callable<Integer> {
  private static final String QUERY =
      "select *, log(1 + f0) as g from clicks where f1 is not null and label in (true, false)";

  private static final String TRAIN =
      """
      train (%s) as DeepCTR.`models/ctr`
      columns (category(f0, minCount => 2), cross(f1, f2))
      where label = "label" and model = "DeepFM" and embeddingDim = 16
        and hiddenUnits = "400,400,400" and batchNorm = false and dropout = 0.1
        and batchSize = 4096 and epochs = 3 and sparseOptimizer = "lazyAdam"
        and validationFraction = 0.1 and workers = 2 and seed = 7
      """
          .formatted(QUERY);

  @Option(names = "--fields", description = "Columns of the table, beside the label.")
  private int fields = 39;

  @Option(names = "--seconds", description = "Of each kind, and as many before to warm up.")
  private int seconds = 5;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new PlanBench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    try (SparkSession session = (SparkSession) BenchSession.start(1)) {
      String columns =
          IntStream.range(0, fields)
              .mapToObj(f -> "cast(id + %d as bigint) as f%d".formatted(f, f))
              .collect(Collectors.joining(", "));
      session
          .sql("select id %% 2 = 0 as label, %s from range(100)".formatted(columns))
          .createOrReplaceTempView("clicks");
      print("parse TRAIN", () -> session.sessionState().sqlParser().parsePlan(TRAIN));
      print("parse + plan TRAIN", () -> session.sql("explain " + TRAIN));
      print("Spark: parse", () -> session.sessionState().sqlParser().parsePlan(QUERY));
      print("Spark: parse + plan", () -> session.sql(QUERY).queryExecution().executedPlan());
    }
    return 0;
  }

  private void print(String what, Callable<?> statement) throws Exception {
    repeat(statement);
    List<Double> milliseconds = repeat(statement).stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%-20s median %.2f ms, 95 %% %.2f ms (%d statements)%n",
        what,
        milliseconds.get(milliseconds.size() / 2),
        milliseconds.get(milliseconds.size() * 95 / 100),
        milliseconds.size());
  }

  /** What each took, in milliseconds. */
  private List<Double> repeat(Callable<?> statement) throws Exception {
    List<Double> milliseconds = new ArrayList<>();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      statement.call();
      milliseconds.add((System.nanoTime() - start) / 1e6);
    }
    return milliseconds;
  }
}
