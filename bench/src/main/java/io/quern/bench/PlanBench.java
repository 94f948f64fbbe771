package io.quern.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.CommandExecutionMode;
import org.apache.spark.sql.execution.QueryExecution;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Milliseconds, warm, to parse a statement, to analyse it too and to plan it: a TRAIN with 39
 * columns and a dozen options, in turn with a query of Spark's over the same columns.
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

  @Option(names = "--seconds", description = "Of all in turn, and as many before to warm up.")
  private int seconds = 30;

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
      List<Timed> all = statements(session);
      inTurn(all);
      all.forEach(timed -> timed.milliseconds.clear());
      inTurn(all);
      all.forEach(Timed::print);
    }
    return 0;
  }

  /** A command that is planned like a query, and not run when it is analysed. */
  private static QueryExecution unexecuted(SparkSession session, String statement)
      throws ParseException {
    LogicalPlan parsed = session.sessionState().sqlParser().parsePlan(statement);
    return session.sessionState().executePlan(parsed, CommandExecutionMode.SKIP());
  }

  private static List<Timed> statements(SparkSession session) {
    ParserInterface parser = session.sessionState().sqlParser();
    return List.of(
        new Timed("parse TRAIN", () -> parser.parsePlan(TRAIN)),
        new Timed("parse + analyse TRAIN", () -> unexecuted(session, TRAIN).analyzed()),
        new Timed("parse + plan TRAIN", () -> unexecuted(session, TRAIN).executedPlan()),
        new Timed("Spark: parse", () -> parser.parsePlan(QUERY)),
        new Timed("Spark: parse + analyse", () -> unexecuted(session, QUERY).analyzed()),
        new Timed("Spark: parse + plan", () -> unexecuted(session, QUERY).executedPlan()));
  }

  private void inTurn(List<Timed> statements) throws Exception {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < end) {
      for (Timed statement : statements) {
        statement.run();
      }
    }
  }

  /** A statement and what each of its runs took, in milliseconds. */
  private record Timed(String what, Callable<?> statement, List<Double> milliseconds) {
    Timed(String what, Callable<?> statement) {
      this(what, statement, new ArrayList<>());
    }

    void run() throws Exception {
      long start = System.nanoTime();
      statement.call();
      milliseconds.add((System.nanoTime() - start) / 1e6);
    }

    void print() {
      List<Double> sorted = milliseconds.stream().sorted().toList();
      System.out.printf(
          Locale.ROOT,
          "%-22s median %.2f ms, 95 %% %.2f ms (%d statements)%n",
          what,
          sorted.get(sorted.size() / 2),
          sorted.get(sorted.size() * 95 / 100),
          sorted.size());
    }
  }
}
