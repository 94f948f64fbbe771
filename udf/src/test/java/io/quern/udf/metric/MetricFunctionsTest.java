package io.quern.udf.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quern.udf.Failures;
import io.quern.udf.UdfSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MetricFunctionsTest {
  private static final int ROWS = 700;

  private static SparkSession session;
  private static final List<Row> rows = new ArrayList<>();

  @BeforeAll
  static void makeScores() {
    session = UdfSession.create();
    Random random = new Random(5);
    for (int i = 0; i < ROWS; i++) {
      // Many ties, labels that follow the score.
      double score = random.nextInt(50) / 50.0;
      rows.add(RowFactory.create(i, i % 3, random.nextDouble() < score ? 1 : 0, score));
    }
    session
        .createDataFrame(rows, StructType.fromDDL("id int, g int, y int, p double"))
        .repartition(4)
        .createOrReplaceTempView("scores");
  }

  @Test
  void aucEqualsTheShareOfPairsInOrder() {
    assertThat(value("select auc(y, p) from scores")).isCloseTo(slowAuc(-1), within(1e-12));
  }

  @Test
  void logLossEqualsTheMean() {
    assertThat(value("select logloss(y, p) from scores")).isCloseTo(slowLogLoss(-1), within(1e-9));
  }

  @Test
  void approximateAucIsNear() {
    assertThat(value("select auc_approx(y, p) from scores")).isCloseTo(slowAuc(-1), within(1e-3));
  }

  @Test
  void worksByGroupAndInWindows() {
    List<Row> groups =
        session
            .sql("select g, auc(y, p), logloss(y, p) from scores group by g order by g")
            .collectAsList();
    for (int g = 0; g < 3; g++) {
      assertThat(groups.get(g).getDouble(1)).isCloseTo(slowAuc(g), within(1e-12));
      assertThat(groups.get(g).getDouble(2)).isCloseTo(slowLogLoss(g), within(1e-9));
    }
    assertThat(
            value(
                "select max(a) from (select auc(y, p) over (partition by g) a, g from scores)"
                    + " where g = 1"))
        .isCloseTo(slowAuc(1), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "y = 1",
        "cast(y as tinyint)",
        "cast(y as bigint)",
        "cast(y as double)",
        "cast(y as decimal(3, 1))",
        "cast(y as string)"
      })
  void acceptsLabelsOfManyTypes(String label) {
    assertThat(value("select auc(" + label + ", p) from scores"))
        .isCloseTo(slowAuc(-1), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "auc(label => y, score => p)",
        "auc(score => p, label => y)",
        "auc(y, cast(p as float))",
        "auc(y, 3 * p - 7)",
        "auc(if(id < 700, y, null), p)",
        "auc(y, p) filter (where id >= 0)"
      })
  void acceptsOtherForms(String call) {
    assertThat(value("select " + call + " from scores")).isCloseTo(slowAuc(-1), within(1e-12));
  }

  @Test
  void rowsWithNullsDoNotTakePart() {
    String sql =
        "select %s(y, p) from (select y, p from scores union all select null, 0.1 union all select"
            + " 1, null)";
    assertThat(value(sql.formatted("auc"))).isCloseTo(slowAuc(-1), within(1e-12));
    assertThat(value(sql.formatted("logloss"))).isCloseTo(slowLogLoss(-1), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select auc(y, p) from scores where y = 1",
        "select auc(y, p) from scores where y > 1",
        "select auc_approx(y, p) from scores where y = 0",
        "select auc(null, p) from scores",
        "select auc(y, null) from scores",
        "select logloss(y, p) from scores where y > 1"
      })
  void isNullWhereTheMetricIsNotDefined(String sql) {
    assertThat(session.sql(sql).first().isNullAt(0)).isTrue();
  }

  @Test
  void sureAndWrongScoresCostWhatClippingAllows() {
    assertThat(value("select logloss(y, p) from values (1, 0.0), (0, 1.0) as t(y, p)"))
        .isCloseTo(34.54, within(0.01));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "auc(y + 1, p)~DATA: Label '2' is neither 0 nor 1, which auc expects",
        "auc('yes', p)~DATA: Label 'yes' is neither 0 nor 1, which auc expects",
        "auc(0.5, p)~DATA: Label '0.5' is neither 0 nor 1, which auc expects",
        "auc(y, double('NaN'))~DATA: A score is NaN, which auc cannot order",
        "logloss(y, p + 1)~DATA: Score 1.5 is not between 0 and 1; logloss needs probabilities",
        "auc_approx(y, -p)~DATA: Score -0.5 is not between 0 and 1; auc_approx needs"
            + " probabilities",
        "auc(y)~TYPE: auc expects 2 arguments, label and score; it is given 1",
        "auc(y, p, 1)~TYPE: auc expects 2 arguments, label and score; it is given 3",
        "auc(y, scor => p)~TYPE: auc expects 2 arguments, label and score; it is given 'scor'",
        "auc(y, label => p)~TYPE: auc expects 2 arguments, label and score; it is given one of"
            + " them twice",
        "auc(y, 'x')~TYPE: The score of auc must be a number, found STRING",
        "logloss(array(y), p)~TYPE: The label of logloss must be BOOLEAN, a number or STRING,"
            + " found ARRAY<INT>"
      })
  void tellsWhatIsWrong(String call, String expected) {
    assertThat(Failures.headline(session, "select " + call + " from values (1, 0.5D) as t(y, p)"))
        .isEqualTo("ERROR " + expected);
  }

  @Test
  void tellsWhenScoresAreTooManyToBeExact() {
    session.conf().set("spark.quern.auc.maxDistinctScores", "1000");
    try {
      assertThat(Failures.all(session, "select auc(id % 2, id) from range(5000)"))
          .isEqualTo(
              "ERROR RESOURCE: auc has more than 1,000 distinct scores in one group (Use"
                  + " auc_approx, or raise spark.quern.auc.maxDistinctScores.)");
    } finally {
      session.conf().unset("spark.quern.auc.maxDistinctScores");
    }
  }

  @Test
  void refusesAWrongSetting() {
    session.conf().set("spark.quern.auc.maxDistinctScores", "many");
    try {
      assertThat(Failures.headline(session, "select auc(y, p) from scores"))
          .isEqualTo(
              "ERROR CONFIG: Setting spark.quern.auc.maxDistinctScores must be a whole number from"
                  + " 1, found 'many'");
    } finally {
      session.conf().unset("spark.quern.auc.maxDistinctScores");
    }
  }

  private static double value(String sql) {
    return session.sql(sql).first().getDouble(0);
  }

  /** All pairs; ties count half. */
  private static double slowAuc(int group) {
    double won = 0;
    long pairs = 0;
    for (Row positive : ofGroup(group)) {
      for (Row negative : ofGroup(group)) {
        if (positive.getInt(2) == 1 && negative.getInt(2) == 0) {
          int order = Double.compare(positive.getDouble(3), negative.getDouble(3));
          won += order > 0 ? 1 : order == 0 ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return won / pairs;
  }

  private static double slowLogLoss(int group) {
    return ofGroup(group).stream()
        .mapToDouble(
            row -> {
              double p = Math.max(1e-15, Math.min(1 - 1e-15, row.getDouble(3)));
              return -Math.log(row.getInt(2) == 1 ? p : 1 - p);
            })
        .average()
        .orElseThrow();
  }

  private static List<Row> ofGroup(int group) {
    return rows.stream().filter(row -> group < 0 || row.getInt(1) == group).toList();
  }
}
