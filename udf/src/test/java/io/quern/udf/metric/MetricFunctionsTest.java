package io.quern.udf.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quern.udf.Failures;
import io.quern.udf.UdfSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
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

  private static final List<String> CALLS =
      List.of(
          "auc(y, p)",
          "auc_approx(y, p)",
          "gauc(id % 5, y, p)",
          "logloss(y, p)",
          "normalized_entropy(y, p)",
          "copc(y, p)",
          "rmse(y, p)",
          "precision(y, p)",
          "recall(y, p, 0.4)",
          "f1(y, p)",
          "accuracy(y, p)");

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
  void pointwiseMetricsEqualTheirFormulas() {
    double rate = mean(-1, row -> row.getInt(2));
    double entropy = -rate * Math.log(rate) - (1 - rate) * Math.log(1 - rate);
    assertThat(value("select normalized_entropy(y, p) from scores"))
        .isCloseTo(slowLogLoss(-1) / entropy, within(1e-9));
    assertThat(value("select copc(y, p) from scores"))
        .isCloseTo(rate / mean(-1, row -> row.getDouble(3)), within(1e-12));
    assertThat(value("select rmse(y, p) from scores"))
        .isCloseTo(
            Math.sqrt(mean(-1, row -> Math.pow(row.getDouble(3) - row.getInt(2), 2))),
            within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0.5",
    "', 0.3', 0.3",
    "', threshold => 0.9', 0.9",
    "', 1', 1",
    "', 1 - 0.5', 0.5"
  })
  void decisionsEqualAConfusionMatrix(String argument, double threshold) {
    double hits = mean(-1, row -> row.getInt(2) == 1 && row.getDouble(3) >= threshold ? 1 : 0);
    double raised = mean(-1, row -> row.getDouble(3) >= threshold ? 1 : 0);
    double positives = mean(-1, row -> row.getInt(2));
    Row row =
        session
            .sql(
                "select precision(y, p%1$s), recall(y, p%1$s), f1(y, p%1$s), accuracy(y, p%1$s)"
                        .formatted(argument)
                    + " from scores")
            .first();
    if (raised == 0) {
      assertThat(row.isNullAt(0)).isTrue();
    } else {
      assertThat(row.getDouble(0)).isCloseTo(hits / raised, within(1e-12));
    }
    assertThat(row.getDouble(1)).isCloseTo(hits / positives, within(1e-12));
    assertThat(row.getDouble(2)).isCloseTo(2 * hits / (raised + positives), within(1e-12));
    assertThat(row.getDouble(3)).isCloseTo(1 - raised - positives + 2 * hits, within(1e-12));
  }

  @Test
  void gaucEqualsTheWeightedMeanOverGroups() {
    double sum = 0;
    for (int g = 0; g < 3; g++) {
      sum += ofGroup(g).size() * slowAuc(g);
    }
    for (String group : List.of("g", "concat('user ', g)", "g / 7", "cast(g as tinyint)")) {
      assertThat(value("select gauc(" + group + ", y, p) from scores"))
          .describedAs(group)
          .isCloseTo(sum / ROWS, within(1e-12));
    }
    assertThat(value("select gauc(g = 1, y, p) from scores where g = 1"))
        .isCloseTo(slowAuc(1), within(1e-12));
    assertThat(value("select gauc(label => y, score => p, group => g) from scores"))
        .isCloseTo(sum / ROWS, within(1e-12));
  }

  @Test
  void gaucLeavesOutGroupsOfOneClassAndRowsWithoutAGroup() {
    assertThat(
            value(
                "select gauc(u, y, p) from values ('a', 1, 0.9), ('a', 0, 0.1), ('b', 1, 0.2), ('b',"
                    + " 0, 0.7), ('b', 0, 0.2), ('c', 1, 0.5), (null, 1, 0.1), (null, 0, 0.9)"
                    + " as t(u, y, p)"))
        .isCloseTo((2 * 1 + 3 * 0.25) / 5, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select %s from scores group by g having g = 2",
        "select %s from (select * from scores where g = 2) group by grouping sets ((), (g)) limit 1",
        // more groups than Spark keeps in a hash table before it sorts and spills
        "select %s from (select *, explode(sequence(1, 150)) k from scores where g = 2) group by k"
            + " having k = 150"
      })
  void allWorkByGroup(String sql) {
    assertAll(sql.formatted(String.join(", ", CALLS)));
  }

  @Test
  void allWorkFilteredAndInWindows() {
    assertAll(
        "select %s from scores"
            .formatted(String.join(" filter (where g = 2), ", CALLS) + " filter (where g = 2)"));
    assertAll(
        "select %s from scores order by g desc limit 1"
            .formatted(String.join(" over (partition by g), ", CALLS) + " over (partition by g)"));
  }

  private static void assertAll(String sql) {
    Row expected =
        session.sql("select " + String.join(", ", CALLS) + " from scores where g = 2").first();
    Row found = session.sql(sql).first();
    for (int i = 0; i < CALLS.size(); i++) {
      assertThat(found.getDouble(i))
          .describedAs(CALLS.get(i))
          .isCloseTo(expected.getDouble(i), within(1e-12));
    }
  }

  @Test
  void areNullWithoutRows() {
    Row row =
        session.sql("select " + String.join(", ", CALLS) + " from scores where id < 0").first();
    for (int i = 0; i < CALLS.size(); i++) {
      assertThat(row.isNullAt(i)).describedAs(CALLS.get(i)).isTrue();
    }
  }

  @Test
  void takeNoNameFromSpark() {
    for (String call : CALLS) {
      String name = call.substring(0, call.indexOf('('));
      String described = session.sql("describe function " + name).first().getString(0);
      assertThat(described).contains(name);
      assertThat(session.sql("describe function " + name).collectAsList().get(1).getString(0))
          .isEqualTo("Class: " + MetricAggregate.class.getName());
    }
  }

  @Test
  void columnsAreNamedAfterTheWholeCall() {
    assertThat(
            session
                .sql("select gauc(g, y, p), precision(y, p), precision(y, p, 0.25D) from scores")
                .columns())
        .containsExactly("gauc(g, y, p)", "precision(y, p)", "precision(y, p, 0.25)");
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
        "select logloss(y, p) from scores where y > 1",
        "select gauc(id, y, p) from scores",
        "select gauc(null, y, p) from scores",
        "select normalized_entropy(y, p) from scores where y = 1",
        "select copc(y, 0) from scores",
        "select precision(y, p, 2) from scores",
        "select recall(y, p) from scores where y = 0",
        "select f1(y, p, 2) from scores where y = 0"
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
        "auc(y, double('NaN'))~DATA: A score is NaN, which auc cannot take",
        "logloss(y, p + 1)~DATA: Score 1.5 is not between 0 and 1; logloss needs probabilities",
        "auc_approx(y, -p)~DATA: Score -0.5 is not between 0 and 1; auc_approx needs"
            + " probabilities",
        "auc(y)~TYPE: auc expects 2 arguments, label and score; it is given 1",
        "auc(y, p, 1)~TYPE: auc expects 2 arguments, label and score; it is given 3",
        "auc(y, scor => p)~TYPE: auc expects 2 arguments, label and score; it is given 'scor'",
        "auc(y, label => p)~TYPE: auc expects 2 arguments, label and score; it is given one of"
            + " them twice",
        "gauc(y, p)~TYPE: gauc expects 3 arguments, group, label and score; it is given 2",
        "gauc(array(y), y, p)~TYPE: The group of gauc must be BOOLEAN, a number or STRING, found"
            + " ARRAY<INT>",
        "gauc(1, y, double('NaN'))~DATA: A score is NaN, which gauc cannot take",
        "gauc(1, 'no', p)~DATA: Label 'no' is neither 0 nor 1, which gauc expects",
        "normalized_entropy(y, p + 1)~DATA: Score 1.5 is not between 0 and 1; normalized_entropy"
            + " needs probabilities",
        "copc(y, -p)~DATA: Score -0.5 is not between 0 and 1; copc needs probabilities",
        "rmse(2, p)~DATA: Label '2' is neither 0 nor 1, which rmse expects",
        "precision(y, p, 0.1, 0.2)~TYPE: precision expects 2 or 3 arguments, label, score and"
            + " threshold; it is given 4",
        "precision(y, threshold => 0.3)~TYPE: precision expects 2 or 3 arguments, label, score and"
            + " threshold; it is given no score",
        "recall(y, p, p)~TYPE: The threshold of recall must be a constant number, found"
            + " 'CAST(t.p AS DOUBLE)'",
        "recall(y, p, null)~TYPE: The threshold of recall must be a constant number, found"
            + " 'CAST(NULL AS DOUBLE)'",
        "f1(y, p, 'half')~TYPE: The threshold of f1 must be a number, found STRING",
        "accuracy(y, double('NaN'))~DATA: A score is NaN, which accuracy cannot take",
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
  void tellsWhenRowsAreTooManyForGauc() {
    session.conf().set("spark.quern.gauc.maxRows", "1000");
    try {
      assertThat(Failures.all(session, "select gauc(id % 9, id % 2, id) from range(5000)"))
          .isEqualTo(
              "ERROR RESOURCE: gauc has more than 1,000 rows to hold (Aggregate whole groups apart,"
                  + " or raise spark.quern.gauc.maxRows (16 bytes each).)");
    } finally {
      session.conf().unset("spark.quern.gauc.maxRows");
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

  private static double mean(int group, ToDoubleFunction<Row> value) {
    return ofGroup(group).stream().mapToDouble(value).average().orElseThrow();
  }

  private static List<Row> ofGroup(int group) {
    return rows.stream().filter(row -> group < 0 || row.getInt(1) == group).toList();
  }
}
