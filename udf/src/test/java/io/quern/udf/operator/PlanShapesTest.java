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
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the optimizer makes of predictions. */
final class PlanShapesTest {
  private static SparkSession session;

  @BeforeAll
  static void writeModel() {
    session = UdfSession.create();
    Dataset<Row> clicks = Clicks.view(session, 50);
    clicks.write().parquet(UdfSession.folder().resolve("plan-shapes").toString());
    session
        .read()
        .parquet(UdfSession.folder().resolve("plan-shapes").toString())
        .createOrReplaceTempView("stored");
    String path = ModelFixture.newPath();
    ModelFixture.logisticRegression(2).write(session, clicks, path);
    ModelFunctions.register(session, "ctr", path, WantedVersion.NEWEST);
  }

  @Test
  void conditionsWithoutScoresReachTheSource() {
    String sql =
        "select * from (select *, ctr(*) p from stored) where p > 0.5 and city = 'Oslo' and id < 9";
    assertThat(physical(sql))
        .contains(
            "PushedFilters: [IsNotNull(city), IsNotNull(id), EqualTo(city,Oslo),"
                + " LessThan(id,9)]");
    LogicalPlan below = only(sql, BatchPredict.class).child();
    assertThat(PlanNodes.of(below, Filter.class)).hasSize(1);
  }

  @Test
  void onlyTheColumnsOfTheModelAreRead() {
    assertThat(physical("select sum(ctr(*)) from stored"))
        .contains(
            "ReadSchema: struct<active:boolean,tags:array<string>,age:double,city:string,"
                + "user_id:bigint>");
  }

  @Test
  void limitStopsTheScoring() {
    String sql = "select id, ctr(*) p from stored limit 3";
    LogicalPlan below = only(sql, BatchPredict.class).child();
    assertThat(PlanNodes.of(below, LocalLimit.class)).hasSize(1);
    assertThat(session.sql(sql).count()).isEqualTo(3);
  }

  @Test
  void limitByScoreScoresAll() {
    LogicalPlan below =
        only("select id, ctr(*) p from stored order by p limit 3", BatchPredict.class).child();
    assertThat(PlanNodes.of(below, LocalLimit.class)).isEmpty();
  }

  @Test
  void limitByScoreKeepsTheBestAndSortsNotAll() {
    String plan = physical("select id, ctr(*) p from stored order by p desc limit 3");
    assertThat(plan).contains("TakeOrderedAndProject(limit=3").doesNotContain("Sort [");
    assertThat(plan.split("BatchPredict", -1)).as("evaluated once").hasSize(2);
  }

  @Test
  void columnsAreScoredWithoutRowsBetween() {
    String plan = physical("select ctr(*) p from stored");
    assertThat(plan).containsPattern("ColumnarToRow\\s+\\+- BatchPredict .*\\s+\\+- FileScan");
    assertThat(plan.split("ColumnarToRow", -1)).hasSize(2);
  }

  @Test
  void conditionsAreEvaluatedBeforeTheScores() {
    assertThat(physical("select id, ctr(*) p from stored where id % 2 = 1 and ctr(*) > 0.1"))
        .containsPattern("(?s)BatchPredict .*Filter .*id#\\d+ % 2.*FileScan");
  }

  @Test
  void unusedScoresAreNotComputed() {
    String sql = "select count(*) from (select id, ctr(*) p from stored)";
    assertThat(PlanNodes.of(optimized(sql), BatchPredict.class)).isEmpty();
    assertThat(session.sql(sql).first().getLong(0)).isEqualTo(50);
  }

  @Test
  void equalCallsAtTwoHeightsAreComputedOnce() {
    String sql =
        "select id, ctr(*) p from stored where ctr(*) > 0.4 order by ctr(user_id, city,"
            + " age, tags, active)";
    assertThat(only(sql, BatchPredict.class).calls().size()).isEqualTo(1);
  }

  @Test
  void batchesAreCountedAndFilled() {
    Dataset<Row> scored = session.sql("select id, ctr(*) p from stored").coalesce(1);
    scored.collectAsList();
    BatchPredictExec operator = executed(scored);
    assertThat(operator.longMetric("numOutputRows").value()).isEqualTo(50);
    assertThat(operator.longMetric("numBatches").value()).isEqualTo(8);
    assertThat(operator.longMetric("modelTime").value()).isPositive();
  }

  @Test
  void explainFormattedNamesTheOperator() {
    String plan = session.sql("explain formatted select ctr(*) p from stored").first().getString(0);
    assertThat(plan).contains("BatchPredict").contains("[ctr('file:").contains(" version 1', ");
  }

  @Test
  void orderAndPartitioningSurvive() {
    String sql = "select id, ctr(*) p from (select * from stored order by id) limit 50";
    List<Integer> ids =
        session.sql(sql).collectAsList().stream().map(row -> row.getInt(0)).toList();
    assertThat(ids).isSorted().hasSize(50);
  }

  private static BatchPredictExec executed(Dataset<Row> rows) {
    SparkPlan plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().executedPlan();
    return (BatchPredictExec) plan.find(BatchPredictExec.class::isInstance).get();
  }

  private static <T> T only(String sql, Class<T> type) {
    List<T> found = PlanNodes.of(optimized(sql), type);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static LogicalPlan optimized(String sql) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) session.sql(sql))
        .queryExecution()
        .optimizedPlan();
  }

  private static String physical(String sql) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) session.sql(sql))
        .queryExecution()
        .executedPlan()
        .toString();
  }
}
