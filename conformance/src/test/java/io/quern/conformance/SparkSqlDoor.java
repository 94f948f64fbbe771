package io.quern.conformance;

import static org.awaitility.Awaitility.await;

import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.conformance.Conformance.Statement;
import io.quern.conformance.Outcome.Failure;
import io.quern.planner.QuernExtensions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.QueryContext;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * {@code spark.sql} of a session that has Quern's extension and nothing else of it. Failures of
 * statements that are Spark's own are Spark's.
 */
final class SparkSqlDoor implements Door {
  /** What CANCEL TRAINING makes a statement fail with, instead of somebody at its own door. */
  private static final String CANCELLED = "The training was cancelled by CANCEL TRAINING";

  private static final String NOTHING_KEPT =
      "Nothing of it is kept; with resume = true a training keeps the epochs it has done";

  private final Path folder;
  private final SparkSession session;

  SparkSqlDoor(Path folder) {
    this.folder = folder;
    session =
        SparkSession.builder()
            .master("local[2]")
            .appName("conformance")
            .config("spark.sql.extensions", QuernExtensions.class.getName())
            .config("spark.ui.enabled", "false")
            .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
            .getOrCreate();
    session.conf().set("folder", folder.toString());
  }

  @Override
  public Outcome run(Statement statement) {
    try {
      return outcome(session.sql(statement.text()), statement.text());
    } catch (Exception e) { // AnalysisException, which Scala does not declare
      return failure(e, statement.text());
    }
  }

  private static Outcome outcome(Dataset<Row> result, String statement) {
    // Spark's own SET returns what it has set, where the other doors only set a variable.
    boolean isVariable = statement.startsWith("set ") && !statement.startsWith("set spark.");
    if (result.schema().isEmpty() || isVariable) {
      return new Outcome.Nothing();
    }
    var columns =
        Arrays.stream(result.schema().fields())
            .map(f -> new ResultColumn(f.name(), f.dataType().simpleString()))
            .toList();
    Dataset<Row> distinct = // a result may have two columns of one name
        result.toDF(
            IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).toArray(String[]::new));
    Column[] texts =
        Arrays.stream(distinct.columns())
            .map(
                name ->
                    functions.coalesce(
                        functions.col(name).cast("string"), functions.lit(Outcome.NULL)))
            .toArray(Column[]::new);
    return new Outcome.Rows(
        columns,
        distinct.select(texts).collectAsList().stream().map(SparkSqlDoor::row).toList(),
        false);
  }

  private static List<String> row(Row row) {
    return IntStream.range(0, row.size()).mapToObj(row::getString).toList();
  }

  private static Failure failure(Throwable failure, String statement) {
    List<Throwable> chain = Stream.iterate(failure, e -> e != null, Throwable::getCause).toList();
    Optional<Failure> ours =
        chain.stream()
            .filter(QuernException.class::isInstance)
            .findFirst()
            .map(e -> Failure.of((QuernException) e))
            .map(Failure::placed);
    return ours.orElseGet(
        () ->
            chain.stream()
                .filter(e -> e instanceof SparkThrowable spark && spark.getCondition() != null)
                .reduce((outer, inner) -> inner)
                .map(e -> sparks(e, statement))
                .orElseThrow(() -> new AssertionError(failure)));
  }

  private static Failure sparks(Throwable failure, String statement) {
    SparkThrowable spark = (SparkThrowable) failure;
    return OutcomeText.sparks(spark.getCondition(), spark.getSqlState(), place(failure, statement));
  }

  private static Optional<SourcePosition> place(Throwable failure, String statement) {
    if (failure instanceof AnalysisException analysis && analysis.line().isDefined()) {
      return Optional.of(
          new SourcePosition(
              (Integer) analysis.line().get(), (Integer) analysis.startPosition().get() + 1));
    }
    QueryContext[] contexts = ((SparkThrowable) failure).getQueryContext();
    return contexts.length == 0
        ? Optional.empty()
        : Optional.of(SourcePosition.ofOffset(statement, contexts[0].startIndex()));
  }

  /** By {@code cancel training} of another session. */
  @Override
  public Outcome cancel(Statement statement) throws Exception {
    FutureTask<Outcome> training = new FutureTask<>(() -> run(statement));
    new Thread(training, "training").start();
    SparkSession other = session.newSession();
    String id =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> underWay(other), Optional::isPresent)
            .get();
    other.sql("cancel training '%s'".formatted(id));
    return training.get(30, TimeUnit.SECONDS);
  }

  /** The training of this folder whose first epoch is over; other doors may be training too. */
  private Optional<String> underWay(SparkSession other) {
    return other.sql("show trainings").collectAsList().stream()
        .filter(row -> row.<String>getAs("path").startsWith(folder.toString()))
        .filter(row -> row.getAs("state").equals("training") && row.<Integer>getAs("epoch") > 1)
        .map(row -> row.<String>getAs("id"))
        .findFirst();
  }

  @Override
  public String cell(ResultColumn column, String value) {
    return SparkText.of(value, column);
  }

  @Override
  public Failure failure(Expected.Fault fault) {
    return fault.failure().code().equals("CANCELLED")
        ? fault.failure().saying(CANCELLED, NOTHING_KEPT)
        : fault.sparks().orElse(fault.failure());
  }

  @Override
  public void close() {
    session.stop();
  }
}
