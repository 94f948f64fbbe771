package io.quern.udf.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.bundle.WantedVersion;
import io.quern.udf.Clicks;
import io.quern.udf.ModelFixture;
import io.quern.udf.UdfSession;
import io.quern.udf.call.ModelFunctions;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Batched evaluation against row-by-row evaluation, for calls in every place of a query. */
final class QueryShapesTest {
  private static SparkSession session;

  @BeforeAll
  static void writeModels() {
    session = UdfSession.create();
    Dataset<Row> clicks = Clicks.view(session, 60);
    register("ctr", ModelFixture.logisticRegression(3), clicks);
    register("fm", new ModelFixture("FM", 4, Clicks.FEATURES, 5), clicks);
  }

  /** Views keep the settings of their making. */
  private static Dataset<Row> run(String sql) {
    session.sql(
        "create or replace temp view scored as select id, city, ctr(*) as score from clicks");
    return session.sql(sql);
  }

  private static void register(String function, ModelFixture model, Dataset<Row> table) {
    String path = ModelFixture.newPath();
    model.write(session, table, path);
    ModelFunctions.register(session, function, path, WantedVersion.NEWEST);
  }

  /** Queries with the number of batched operators in their optimized plans. */
  static Stream<Arguments> queries() {
    return Stream.of(
        query("select list", "select id, ctr(*) p from clicks", 1),
        query("where", "select id from clicks where ctr(*) > 0.5", 1),
        query("where and select", "select id, ctr(*) p from clicks where ctr(*) > 0.5", 1),
        query("order by and limit", "select id, ctr(*) p from clicks order by p desc limit 5", 1),
        query("order by only", "select id from clicks order by " + CALL + " limit 7", 1),
        query("group by", "select round(ctr(*), 1) b, count(*) n from clicks group by all", 1),
        query("group by call", "select " + CALL + " p, count(*) from clicks group by " + CALL, 1),
        query(
            "aggregate argument",
            "select city, avg(ctr(*)), max(fm(*)) from clicks group by city",
            1),
        query(
            "aggregate filter", "select count(*) filter (where " + CALL + " > 0.5) from clicks", 1),
        query(
            "having",
            "select city, avg("
                + CALL
                + ") from clicks group by city having avg("
                + CALL
                + ") > 0.4",
            1),
        query(
            "call over aggregates",
            "select city, ctr(max(user_id), city, avg(age), array('a'),"
                + " true) p, sum("
                + CALL
                + ") from clicks group by city",
            2),
        query(
            "rollup",
            "select city, active, avg(" + CALL + ") from clicks group by" + " rollup(city, active)",
            1),
        query(
            "join on scores",
            "select a.id, b.id from clicks a join clicks b on a.id = b.id + 1"
                + " and "
                + call("a")
                + " > "
                + call("b"),
            2),
        query(
            "join over both sides",
            "select a.id, b.id from clicks a join clicks b on a.id ="
                + " b.id + 1 and ctr(a.user_id, b.city, a.age, b.tags, a.active) > 0.5",
            1),
        query(
            "left join over both sides",
            "select a.id, b.id from clicks a left join clicks b on"
                + " a.id = b.id + 1 and ctr(a.user_id, b.city, a.age, b.tags, a.active) > 0.5",
            0),
        query(
            "left join, call after",
            "select a.id, "
                + call("b")
                + " p from clicks a left join"
                + " clicks b on a.id = b.id + 30",
            1),
        query(
            "self join of a view",
            "select a.id, a.score, b.score from scored a join scored b on" + " a.id = b.id + 1",
            2),
        query(
            "in subquery",
            "select id from clicks where city in (select city from clicks where "
                + CALL
                + " > 0.9)",
            1),
        query(
            "scalar subquery",
            "select id from clicks where age > (select avg(" + CALL + ") * 30 from clicks)",
            1),
        query(
            "correlated scalar subquery",
            "select id, (select max("
                + call("i")
                + ") from clicks"
                + " i where i.city = o.city) m from clicks o",
            1),
        query(
            "correlated exists",
            "select id from clicks o where exists (select 1 from clicks i"
                + " where i.user_id = o.user_id and "
                + call("i")
                + " > 0.7)",
            1),
        query(
            "outer columns as arguments",
            "select id, (select ctr(o.user_id, i.city, i.age,"
                + " i.tags, i.active) from clicks i where i.id = o.id) m from clicks o",
            1),
        query(
            "subquery as argument",
            "select id, ctr((select max(user_id) from clicks), city,"
                + " age, tags, active) p from clicks",
            1),
        query(
            "window argument",
            "select id, sum(" + CALL + ") over (partition by city order by" + " id) s from clicks",
            1),
        query(
            "window order",
            "select id, row_number() over (order by " + CALL + ", id) r from" + " clicks",
            1),
        query(
            "window result as argument",
            "select id, ctr(row_number() over (order by id), city,"
                + " age, tags, active) p from clicks",
            1),
        query(
            "common table expression",
            "with s as (select id, ctr(*) p from clicks) select a.id,"
                + " a.p + b.p from s a join s b on a.id = b.id",
            2),
        query("case", "select id, case when divisor > 0 then ctr(*) else -1 end p from clicks", 1),
        query(
            "guarded division",
            "select id, case when divisor > 0 then ctr(user_id, city, age /"
                + " divisor, tags, active) end p from clicks",
            0),
        query(
            "guarded by where",
            "select id from clicks where divisor > 0 and ctr(user_id, city,"
                + " age / divisor, tags, active) > 0.5",
            1),
        query(
            "guarded by or",
            "select id from clicks where divisor = 0 or ctr(user_id, city, age"
                + " / divisor, tags, active) > 0.5",
            0),
        query("nested", "select id, ctr(user_id, city, fm(*) * 40, tags, active) p from clicks", 2),
        query("two models", "select id, ctr(*) a, fm(*) b from clicks", 1),
        query(
            "correlated call over aggregates",
            "select id, (select ctr(max(i.user_id), 'Oslo',"
                + " avg(i.age), null, true) from clicks i where i.user_id = o.id) p from clicks o",
            1),
        query(
            "argument with a state",
            "select id, ctr(monotonically_increasing_id(), city, age, tags,"
                + " active) p from clicks",
            0),
        query("group by alias", "select round(ctr(*), 1) b, count(*) n from clicks group by b", 1),
        query("same call twice", "select id, ctr(*) a, ctr(*) * 2 b from clicks", 1),
        query("union", "select id, ctr(*) p from clicks union all select id, fm(*) from clicks", 2),
        query(
            "distinct", "select distinct city, ctr(null, city, null, null, null) p from clicks", 1),
        query(
            "lambda",
            "select id, transform(tags, t -> ctr(user_id, t, age, tags, active)) p"
                + " from clicks",
            0),
        query(
            "explode",
            "select id, s from clicks lateral view explode(array(" + CALL + ", 2.0)) as s",
            1),
        query(
            "lateral join",
            "select o.id, l.p from clicks o, lateral (select ctr(o.user_id,"
                + " i.city, i.age, i.tags, o.active) p from clicks i where i.id = o.id) l",
            1),
        query(
            "lateral column alias",
            "select id, user_id + 1 u, ctr(u, city, age, tags, active) p" + " from clicks",
            1),
        query("no table", "select ctr(3, 'Oslo', 20.5, array('a'), true) p", 1),
        query(
            "values",
            "select ctr(u, c, null, null, true) p from values (1, 'Oslo'), (2, null)"
                + " as v(u, c)",
            1),
        query("offset", "select id, ctr(*) p from clicks order by id limit 5 offset 50", 1),
        query(
            "pipe",
            "from clicks |> where id < 20 |> select id, " + CALL + " as p |> where p >" + " 0.3",
            1));
  }

  private static final String CALL = call("clicks");

  private static String call(String table) {
    return "ctr(%1$s.user_id, %1$s.city, %1$s.age, %1$s.tags, %1$s.active)".formatted(table);
  }

  private static Arguments query(String name, String sql, int operators) {
    return Arguments.of(name, sql, operators);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("queries")
  void batchesGiveWhatSingleRowsGive(String name, String sql, int operators) {
    Dataset<Row> batched = run(sql);
    assertThat(batchOperators(batched)).as("batched operators").isEqualTo(operators);
    List<String> expected = sorted(runRowByRow(sql));
    assertThat(sorted(batched)).isNotEmpty().isEqualTo(expected);
  }

  private static Dataset<Row> runRowByRow(String sql) {
    session.conf().set(ExtractPredict.BATCHED, "false");
    try {
      Dataset<Row> rows = run(sql);
      assertThat(batchOperators(rows)).isZero();
      return rows;
    } finally {
      session.conf().unset(ExtractPredict.BATCHED);
    }
  }

  private static List<String> sorted(Dataset<Row> rows) {
    return UdfSession.rows(rows).stream().sorted().toList();
  }

  private static int batchOperators(Dataset<Row> rows) {
    LogicalPlan plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().optimizedPlan();
    return PlanNodes.of(plan, BatchPredict.class).size();
  }

  @Test
  void resultsAreReal() {
    assertThat(session.sql("select distinct ctr(*) from clicks").count()).isGreaterThan(30);
  }
}
