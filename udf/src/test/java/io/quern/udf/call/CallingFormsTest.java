package io.quern.udf.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.udf.Clicks;
import io.quern.udf.ModelFixture;
import io.quern.udf.UdfSession;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways to write a call; all must give what the positional call gives. */
final class CallingFormsTest {
  private static final String POSITIONS = "user_id, city, age, tags, active";

  private static SparkSession session;
  private static String path;

  @BeforeAll
  static void writeModel() {
    session = UdfSession.create();
    path = ModelFixture.newPath();
    ModelFixture.logisticRegression(1).write(session, Clicks.view(session, 40), path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "clicks.*",
        "* except (id, click)",
        "*, age => age",
        "struct(active, tags, age, city, user_id)",
        "struct(user_id, city, age as AGE, tags, active)",
        "named_struct('city', city, 'age', age, 'tags', tags, 'active', active, 'USER_ID',"
            + " user_id)",
        "s",
        "s.*",
        "active => active, tags => tags, AGE => age, city => city, user_id => user_id",
        "user_id + 0, city || '', age, tags, active",
        "USER_ID, City, age, tags, active",
        "cast(user_id as int), city, cast(age as float), tags, active",
        "cast(user_id as smallint), city, cast(age as decimal(10, 2)), tags, active",
        "user_id, city, cast(age as int), tags, active",
        POSITIONS + ", version => 1",
        "version => 1, *"
      })
  void equalsThePositionalCall(String arguments) {
    String table = "(select *, struct(user_id, city, age, tags, active) s from clicks) clicks";
    String sql =
        "select * except (s) from (select id, predict('%s', %s) as p from %s) natural join (select"
            + " id, predict('%s', %s) as p, null as s from %s)";
    assertThat(session.sql(sql.formatted(path, arguments, table, path, POSITIONS, table)).count())
        .isEqualTo(40);
  }

  @Test
  void nullsOfAnyTypeAreMissingValues() {
    assertThat(
            scores("predict('%s', null, null, null, null, null)")
                .equals(
                    scores(
                        "predict('%s', cast(null as bigint), cast(null as string), cast(null as"
                            + " double), array(), cast(null as boolean))")))
        .isTrue();
  }

  @Test
  void scoresAreNeverNull() {
    Dataset<Row> scored = session.sql("select predict('%s', *) as p from clicks".formatted(path));
    assertThat(scored.schema().toDDL()).isEqualTo("p DOUBLE NOT NULL");
    assertThat(scored.filter("p is null or isnan(p) or p < 0 or p > 1").count()).isZero();
  }

  @Test
  void unseenValuesScoreLikeRowsOfZeros() {
    assertThat(scores("predict('%s', 123456789, 'Atlantis', age, tags, active)"))
        .isEqualTo(scores("predict('%s', -1, 'El Dorado', age, tags, active)"));
  }

  @Test
  void columnsAreNamedAfterTheCall() {
    assertThat(session.sql("select predict('%s', *) from clicks".formatted(path)).columns())
        .containsExactly("predict(user_id, city, age, tags, active)");
  }

  @Test
  void isCalledFromTheDatasetInterface() {
    Dataset<Row> clicks = session.table("clicks");
    List<String> expected = scores("predict('%s', *)");
    assertThat(
            UdfSession.rows(
                clicks.select(
                    functions.col("id"),
                    functions.call_function("predict", functions.lit(path), functions.col("*")))))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(UdfSession.rows(clicks.selectExpr("id", "predict('" + path + "', *)")))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void matchesNamesByCaseWhereSparkDoes() {
    session.conf().set("spark.sql.caseSensitive", "true");
    try {
      assertThat(
              session
                  .sql(
                      "select predict('%s', *) from (select *, 'x' as CITY from clicks)"
                          .formatted(path))
                  .count())
          .isEqualTo(40);
    } finally {
      session.conf().unset("spark.sql.caseSensitive");
    }
  }

  @Test
  void worksInAPermanentView() {
    session.sql(
        "create view permanent_scores as select id, predict('%s', *) as p from clicks_table"
            .formatted(path)
            .replace("clicks_table", saveTable("clicks_of_view")));
    assertThat(UdfSession.rows(session.sql("select id, p from permanent_scores")))
        .containsExactlyInAnyOrderElementsOf(scores("predict('%s', *)"));
  }

  @Test
  void writesTables() {
    session.sql(
        "create table scores_created as select id, predict('%s', *) as p from clicks"
            .formatted(path));
    session.sql("create table scores_inserted (id int, p double) using parquet");
    session.sql(
        "insert into scores_inserted select id, predict('%s', *) from clicks".formatted(path));

    List<String> expected = scores("predict('%s', *)");
    assertThat(UdfSession.rows(session.table("scores_created")))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(UdfSession.rows(session.table("scores_inserted")))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void cachesAndJoinsDatasetsWithThemselves() {
    Dataset<Row> scored =
        session.sql("select id, predict('%s', *) as p from clicks".formatted(path)).cache();
    try {
      assertThat(scored.as("a").join(scored.as("b"), "id").filter("a.p = b.p").count())
          .isEqualTo(40);
    } finally {
      scored.unpersist();
    }
    Dataset<Row> plain = session.sql("select *, predict('%s', *) as p from clicks".formatted(path));
    assertThat(plain.as("a").join(plain.as("b"), "id").filter("a.p = b.p").count()).isEqualTo(40);
  }

  private static String saveTable(String name) {
    session.table("clicks").write().saveAsTable(name);
    return name;
  }

  private static List<String> scores(String call) {
    return UdfSession.rows(
        session.sql("select id, %s as p from clicks".formatted(call.formatted(path))));
  }
}
