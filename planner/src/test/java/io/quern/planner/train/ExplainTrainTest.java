package io.quern.planner.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.planner.JobCount;
import io.quern.planner.PlannerSession;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            "memory per server = half of the machine's memory",
            "mode = async",
            "task slots = 2 needed, 2 there now");
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
  void readsNoRowAndLeavesNothing() {
    try (JobCount jobs = JobCount.of(session)) {
      explain("explain train clicks as DeepCTR.`%s/ctr` where label='click' and model='LR'");
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
