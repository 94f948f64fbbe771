package io.quern.udf.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.bundle.WantedVersion;
import io.quern.udf.Clicks;
import io.quern.udf.ModelFixture;
import io.quern.udf.UdfSession;
import io.quern.udf.call.ModelFunctions;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scores of columns against scores of single rows: the same bits where Java computes them. */
final class ColumnScoringTest {
  private static SparkSession session;

  @BeforeAll
  static void writeModelsAndTables() {
    session = UdfSession.create();
    Dataset<Row> clicks = Clicks.view(session, 300);
    register("lr", ModelFixture.logisticRegression(2), clicks);
    register("fm", new ModelFixture("FM", 4, Clicks.FEATURES, 3), clicks);
    register("deep", new ModelFixture("DeepFM", 4, Clicks.FEATURES, 4), clicks);
    String folder = UdfSession.folder().resolve("columns").toString();
    clicks.write().parquet(folder + "/parquet");
    clicks.write().orc(folder + "/orc");
    clicks.write().partitionBy("city").parquet(folder + "/partitioned");
    session
        .sql(
            "select id, cast(user_id as smallint) as user_id, city, cast(age as float) as age,"
                + " tags, active from clicks")
        .write()
        .parquet(folder + "/narrow");
    for (String table : List.of("parquet", "narrow", "partitioned")) {
      session.read().parquet(folder + "/" + table).createOrReplaceTempView(table);
    }
    session.read().orc(folder + "/orc").createOrReplaceTempView("orc");
    session
        .sql("select id, user_id, city, age, cast(null as array<string>) as tags, active from orc")
        .write()
        .parquet(folder + "/without_tags");
    session.read().parquet(folder + "/without_tags").createOrReplaceTempView("without_tags");
  }

  private static void register(String function, ModelFixture model, Dataset<Row> table) {
    String path = ModelFixture.newPath();
    model.write(session, table, path);
    ModelFunctions.register(session, function, path, WantedVersion.NEWEST);
  }

  @ParameterizedTest(name = "{0}, columnar {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "select id, city, lr(*) p, fm(*) q from parquet; true",
        "select avg(fm(*)) p from parquet; true",
        "select id, lr(*) p, round(deep(*), 4) q from parquet; true",
        "select id, lr(*) p from orc; true",
        "select id, fm(*) p from narrow; true",
        "select id, city, fm(*) p from partitioned; true",
        "select id, fm(*) p from without_tags; true",
        "select id from parquet where lr(*) > 0.5; true",
        "select id, lr(*) p from parquet order by p desc limit 9; true",
        "select id, fm(*) p from parquet where id > 40; false",
        "select id, lr(user_id + 1, city, age, tags, active) p from parquet; false",
        "select id, lr(user_id, 'Oslo', age, tags, active) p from parquet; false"
      })
  void columnsGiveWhatSingleRowsGive(String sql, boolean columnar) {
    Dataset<Row> batched = session.sql(sql);
    assertThat(operator(batched).supportsColumnar()).isEqualTo(columnar);
    assertThat(sorted(batched)).isNotEmpty().isEqualTo(rowByRow(sql));
  }

  private static List<String> rowByRow(String sql) {
    session.conf().set(ExtractPredict.BATCHED, "false");
    try {
      return sorted(session.sql(sql));
    } finally {
      session.conf().unset(ExtractPredict.BATCHED);
    }
  }

  private static List<String> sorted(Dataset<Row> rows) {
    return UdfSession.rows(rows).stream().sorted().toList();
  }

  private static BatchPredictExec operator(Dataset<Row> rows) {
    SparkPlan plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().sparkPlan();
    return (BatchPredictExec) plan.find(BatchPredictExec.class::isInstance).get();
  }
}
