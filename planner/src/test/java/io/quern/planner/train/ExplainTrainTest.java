package io.quern.planner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.planner.JobCount;
import io.quern.planner.PlannerSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

final class ExplainTrainTest {
  private final SparkSession session = PlannerSession.open();

  @TempDir Path folder;

  @BeforeEach
  void createTable() {
    session.sql(
        "create temporary view clicks as select cast(id % 2 as int) as click, id as user, 'x' as"
            + " city, rand() as price, array('a') as tags, map(1, 2) as attrs from range(100)");
  }

  @Test
  void printsWhatTrainWouldDo() {
    List<Row> rows =
        explain(
            "explain train clicks as DeepCTR.`%s/ctr` where label='click' and model='FM'\n"
                + "and embeddingDim=8 and numeric='user' and workers=2 and validationFraction=0.1");
    assertThat(rows.get(0).schema().fieldNames()).containsExactly("section", "item", "value");
    assertThat(section(rows, "target"))
        .containsExactly(
            "algorithm = DeepCTR",
            "path = file:" + folder + "/ctr",
            "version = 1",
            "older versions = are removed after the commit");
    assertThat(section(rows, "columns"))
        .containsExactly(
            "click = label: INT",
            "attrs = skipped: MAP<INT, INT> (supported are numbers, BOOLEAN, STRING, and arrays of"
                + " whole numbers, BOOLEAN or STRING)");
    assertThat(section(rows, "features"))
        .containsExactly(
            "user = number(user BIGINT), by option 'numeric'",
            "city = category(city STRING), by type",
            "price = number(price DOUBLE), by type",
            "tags = bag(tags ARRAY<STRING>), by type");
    assertThat(section(rows, "network"))
        .contains(
            "slots = 4",
            "dense parameters = 1",
            "row width = 9 floats",
            "bytes per feature value = 116 with key and optimizer state");
    assertThat(section(rows, "cluster"))
        .containsExactly(
            "workers = 2",
            "parameter servers = 1, in the driver",
            "mode = async",
            "task slots = 2 needed, 2 of 2 free");
    assertThat(section(rows, "verdict")).containsExactly("verdict = FITS");
    assertThat(section(rows, "source"))
        .containsExactly("rows = 100 (counted)", "read for this = 100 rows");
    assertThat(section(rows, "keys"))
        .containsExactly(
            "city = 1 distinct (counted)",
            "user = 1 distinct (counted)",
            "price = 1 distinct (counted)",
            "tags = 1 distinct (counted)");
    assertThat(section(rows, "memory")).contains("rows of all tables = 4");
    assertThat(section(rows, "steps"))
        .containsExactly(
            "batches per epoch = 2",
            "distinct rows per batch = 4",
            "on the wire per epoch = nothing: servers are in the process");
    assertThat(section(rows, "validation")).containsExactly("rows = a share of 0.1");
    assertThat(section(rows, "options"))
        .contains(
            "label = click (given)",
            "features = all other columns (default)",
            "embeddingDim = 8 (given)",
            "optimizer = adam (default)",
            "parameterServers = automatic (default)");
  }

  @Test
  void tellsWhoseRowsAreShorter() {
    List<Row> rows =
        explain(
            "explain train clicks as DeepCTR.`%s/ctr` columns (category(user, dim => 4),\n"
                + "number(price, dim => 1), category(city, dim => 4)) where label='click'\n"
                + "and model='FM' and embeddingDim=8");
    assertThat(section(rows, "network"))
        .contains(
            "row width = 9 floats; 5 of user, city; 2 of price",
            "bytes per feature value = 116 with key and optimizer state; 68 of user, city; 32 of"
                + " price");
    assertThat(section(rows, "features"))
        .contains("user = category(user BIGINT, dim => 4), by COLUMNS");
  }

  @Test
  void tellsWhereATrainingWithResumeBegins() {
    List<Row> rows =
        explain(
            "explain train clicks as DeepCTR.`%s/ctr` where label='click' and model='LR' and"
                + " resume=true");
    assertThat(section(rows, "target")).contains("begins = from the start");
  }

  @Test
  void tellsWhatTheColumnsClauseMakes() {
    List<Row> rows =
        explain(
            "explain train clicks as DeepCTR.`%s/ctr` columns (\n"
                + "  bag(tags, pooling => 'sum'), number(price, scale => log),\n"
                + "  buckets(price, at => (0.25, 0.5)) as cheap, cross(user, city, minCount => 2)\n"
                + ") where label='click' and model='FM'");
    assertThat(section(rows, "features"))
        .containsExactly(
            "user = category(user BIGINT), by type, and a number if they are quantities",
            "city = category(city STRING), by type",
            "price = number(price DOUBLE, scale => log), by COLUMNS",
            "cheap = buckets(price DOUBLE, at => (0.25, 0.5)), by COLUMNS",
            "tags = bag(tags ARRAY<STRING>, pooling => sum), by COLUMNS",
            "user_x_city = cross(user BIGINT, city STRING, minCount => 2), by COLUMNS");
    assertThat(section(rows, "network")).contains("slots = 6");
  }

  @Test
  void tellsWhichVersionTrainingGoesOnFrom() {
    String train =
        "train clicks as DeepCTR.`%s/ctr` where label='click' and model='LR' and epochs=1";
    session.sql(train.formatted(folder)).collectAsList();
    assertThat(section(explain("explain " + train + " and continueFrom=1"), "target"))
        .contains("version = 2", "continues = version 1");
    assertThat(section(explain("explain " + train), "target")).hasSize(4);
  }

  @Test
  void readsNoRowInOtherModes() {
    try (JobCount jobs = JobCount.of(session)) {
      for (String mode : List.of("extended", "formatted", "cost", "codegen")) {
        explain(
            "explain "
                + mode
                + " train clicks as DeepCTR.`%s/ctr` where label='click' and"
                + " model='LR'");
      }
      assertThat(jobs.started()).isZero();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void leavesNothingBehind() {
    String statement =
        "explain train skewed as DeepCTR.`%s/ctr` where label='click' and model='DeepFM' and"
            + " hiddenUnits='8'";
    createSkewed(20_000);
    explain(statement);
    Set<String> threads = threads();
    Set<Object> cached = cached();
    explain(statement);
    assertThat(threads()).isSubsetOf(threads);
    assertThat(cached()).isEqualTo(cached);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void foretellsTheMemoryThatTheTrainingTakes() {
    createSkewed(30_000);
    for (String options : List.of("model='LR'", "model='FM' and minCount=1 and embeddingDim=8")) {
      String train =
          "train skewed as DeepCTR.`%s/ctr` where label='click' and epochs=1 and batchSize=512 and "
              + options;
      List<Row> said = explain("explain " + train);
      session.sql(train.formatted(folder)).collectAsList();
      long taken =
          session
              .sql("show trainings")
              .filter("path like '%" + folder.getFileName() + "%'")
              .first()
              .getAs("psBytes");
      assertThat(number(said, "off heap per parameter server") / taken)
          .as(options)
          .isBetween(0.8, 1.2);
    }
  }

  @Test
  void extrapolatesFromASampleOfTheRows() throws Exception {
    createSkewed(60_000);
    Path rows = folder.resolve("skewed");
    session.table("skewed").write().parquet(rows.toString());
    session.read().parquet(rows.toString()).createOrReplaceTempView("skewed");
    String statement =
        "explain train skewed as DeepCTR.`%s/ctr` where label='click' and model='LR' and"
            + " minCount=1";
    double all = number(explain(statement), "rows of all tables");
    String cut = "explain train skewed as DeepCTR.`%s/ctr` where label='click' and model='LR'";
    double ofBatch = number(explain(cut), "distinct rows per batch");
    session.sparkContext().conf().set("spark.quern.explain.rows", "15000");
    try {
      List<Row> said = explain(statement);
      assertThat(section(said, "source"))
          .containsExactly("rows = 60,000 (counted)", "read for this = 15,000 rows");
      assertThat(section(said, "keys")).anyMatch(line -> line.endsWith("from the sample)"));
      assertThat(number(said, "rows of all tables") / all).isBetween(0.85, 1.15);
      assertThat(number(explain(cut), "distinct rows per batch") / ofBatch).isBetween(0.93, 1.07);
    } finally {
      session.sparkContext().conf().remove("spark.quern.explain.rows");
    }
  }

  @Test
  void saysWhatIsShortAndWhatToChange() {
    List<Row> rows =
        explain(
            "explain train clicks as DeepCTR.`%s/ctr` where label='click' and model='LR' and"
                + " workers=5");
    assertThat(section(rows, "verdict"))
        .containsExactly(
            "verdict = DOES NOT FIT",
            "short = The training needs 5 task slots for its workers, the application has at most"
                + " 2",
            "change = workers = 2, or master local[5]");
  }

  @Test
  void comparesMemoryWithTheLimitThatTheTrainingKeeps() {
    createSkewed(30_000);
    String train =
        "train skewed as DeepCTR.`%s/ctr` where label='click' and model='FM' and embeddingDim=64"
            + " and epochs=1 and minCount=1";
    session.sparkContext().conf().set("spark.quern.ps.memoryLimit", "2m");
    try {
      List<String> verdict = section(explain("explain " + train), "verdict");
      assertThat(verdict.get(0)).isEqualTo("verdict = DOES NOT FIT");
      assertThat(verdict.get(1))
          .matches(
              "short = A parameter server needs [\\d,]+ MiB for its tables, [\\d,]+ MiB more than"
                  + " the 2 MiB that it may take \\(spark.quern.ps.memoryLimit\\)");
      assertThat(verdict.get(2)).contains("change = spark.quern.ps.memoryLimit = ");
      assertThatThrownBy(() -> session.sql(train.formatted(folder)))
          .isInstanceOfSatisfying(
              QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE));
    } finally {
      session.sparkContext().conf().remove("spark.quern.ps.memoryLimit");
    }
  }

  @Test
  void everyChangeThatIsToldSuffices() {
    createSkewed(30_000);
    String train =
        "explain train skewed as DeepCTR.`%s/ctr` where label='click' and model='FM'"
            + " and epochs=1 and workers=1 and batchSize=512";
    String limit = "spark.quern.ps.memoryLimit";
    session.sparkContext().conf().set(limit, "2m");
    try {
      String asked = " and minCount=1 and embeddingDim=64";
      String change = section(explain(train + asked), "verdict").get(2);
      Matcher told =
          Pattern.compile(
                  "change = \\Q"
                      + limit
                      + "\\E = (\\d+m), or parameterServers = (\\d+), or minCount = (\\d+), or"
                      + " embeddingDim = (\\d+)")
              .matcher(change);
      assertThat(told.matches()).as(change).isTrue();
      assertFits(train + asked + " and parameterServers=" + told.group(2));
      assertFits(train + " and embeddingDim=64 and minCount=" + told.group(3));
      int dim = Integer.parseInt(told.group(4));
      assertFits(train + " and minCount=1 and embeddingDim=" + dim);
      assertThat(
              section(explain(train + " and minCount=1 and embeddingDim=" + (dim + 4)), "verdict"))
          .contains("verdict = DOES NOT FIT");
      session.sparkContext().conf().set(limit, told.group(1));
      assertFits(train + asked);
    } finally {
      session.sparkContext().conf().remove(limit);
    }
  }

  private void assertFits(String statement) {
    assertThat(section(explain(statement), "verdict"))
        .as(statement)
        .containsExactly("verdict = FITS");
  }

  @Test
  void takesTheNumberOfRowsFromStatistics() {
    createSkewed(20_000);
    session.sql(
        "create table told using json location '%s' as select * from skewed"
            .formatted(folder.resolve("told")));
    session.sparkContext().conf().set("spark.quern.explain.rows", "4000");
    try {
      session.sql("analyze table told compute statistics");
      assertThat(
              section(
                  explain(
                      "explain train told as DeepCTR.`%s/ctr` where label='click' and model='LR'"),
                  "source"))
          .containsExactly("rows = 20,000 (table statistics)", "read for this = 4,000 rows");
    } finally {
      session.sparkContext().conf().remove("spark.quern.explain.rows");
      session.sql("drop table told");
    }
  }

  @Test
  void endsWhenItsJobsAreCancelled() throws Exception {
    session.sql(
        "create or replace temporary view endless as select id % 2 = 0 as click, id as user from"
            + " range(0, 4000000000000000, 1, 2) where pmod(id, 7) = 8");
    SparkContext spark = session.sparkContext();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> explained =
          other.submit(
              () -> {
                SparkSession.setActiveSession(session);
                spark.setJobGroup("explained", "", true);
                explain(
                    "explain train endless as DeepCTR.`%s/ctr` where label='click' and"
                        + " model='LR'");
              });
      while (!explained.isDone() && spark.statusTracker().getActiveJobIds().length == 0) {
        Thread.onSpinWait();
      }
      spark.cancelJobGroup("explained");
      assertThatThrownBy(explained::get)
          .cause()
          .isInstanceOfSatisfying(
              QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED))
          .hasMessage("EXPLAIN TRAIN was cancelled");
    } finally {
      other.shutdownNow();
    }
    assertThat(folder).isEmptyDirectory();
  }

  /** Users and items by power laws, so that a part of the rows has not seen all of them. */
  private void createSkewed(int rows) {
    session.sql(
        "create or replace temporary view skewed as select id % 3 = 0 as click,"
            + " cast(pow((pmod(xxhash64(id, 1), 1000003) + 1) / 1000003D, -1.5D) as string) as"
            + " user, cast(least(pow((pmod(xxhash64(id, 2), 1000003) + 1) / 1000003D, -3D), 5000D)"
            + " as int) as item, id / 7D as price from range(0, "
            + rows
            + ", 1, 4)");
  }

  private static double number(List<Row> rows, String item) {
    return rows.stream()
        .filter(row -> row.getString(1).equals(item))
        .map(row -> row.getString(2).split(" ", 2)[0].replace(",", ""))
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("quern"))
        .collect(Collectors.toSet());
  }

  private Set<Object> cached() {
    return Set.copyOf(
        CollectionConverters.asJava(session.sparkContext().getPersistentRDDs()).keySet());
  }

  @Test
  void showsSparksPlanOfTheSourceInOtherModes() {
    String plan =
        explain(
                "explain extended train clicks as DeepCTR.`%s/ctr` where label='click' and"
                    + " model='LR'")
            .get(0)
            .getString(0);
    assertThat(plan).contains("Train DeepCTR [" + folder + "/ctr]").contains("Range (0, 100");
  }

  private List<Row> explain(String statement) {
    return session.sql(statement.formatted(folder)).collectAsList();
  }

  private static List<String> section(List<Row> rows, String name) {
    return rows.stream()
        .filter(row -> row.getString(0).equals(name))
        .map(row -> row.getString(1) + " = " + row.getString(2))
        .toList();
  }
}
