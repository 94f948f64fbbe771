package io.quern.udf.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.Transform;
import io.quern.model.feature.Vocabulary;
import io.quern.udf.Clicks;
import io.quern.udf.Failures;
import io.quern.udf.ModelFixture;
import io.quern.udf.UdfSession;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Embedding rows in SQL. */
final class EmbeddingsTest {
  /** Those of the clicks, with vocabularies. */
  private static final FeatureSchema FEATURES =
      new FeatureSchema(
          Clicks.FEATURES.columns(),
          List.of(
              Feature.ofColumn(column("user_id"), FeatureKind.CATEGORY),
              Feature.ofColumn(column("city"), FeatureKind.CATEGORY),
              Feature.ofColumn(column("age"), FeatureKind.NUMBER),
              Feature.ofColumn(column("tags"), FeatureKind.BAG),
              Feature.ofColumn(column("active"), FeatureKind.CATEGORY)));

  private static SparkSession session;
  private static Dataset<Row> clicks;
  private static String path;

  @BeforeAll
  static void write() {
    session = UdfSession.create();
    clicks = Clicks.view(session, 200);
    path = ModelFixture.newPath();
    new ModelFixture("FM", 3, FEATURES, 1).write(session, clicks, path);
  }

  private static InputColumn column(String name) {
    return Clicks.FEATURES.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> rows(String sql) {
    return UdfSession.rows(session.sql(sql.replace("$path", path)));
  }

  @Test
  void wholeNumbersAreToldByTheirKeys() {
    assertThat(
            rows(
                "select value from embeddings('$path', 'user_id') where kind = 'value'"
                    + " order by int(value)"))
        .isEqualTo(
            rows("select distinct user_id from clicks where user_id is not null order by user_id"));
  }

  @Test
  void booleansAndWhatIsMissingHaveRows() {
    assertThat(
            rows(
                "select kind, value, size(vector) from embeddings('$path', 'active')"
                    + " order by kind, value"))
        .containsExactly("[missing,null,3]", "[value,false,3]", "[value,true,3]");
  }

  @Test
  void aTextIsFoundByItsKey() {
    assertThat(
            rows(
                "select c.city, e.kind from (select distinct city from clicks) c"
                    + " join embeddings('$path', 'city') e"
                    + " on e.key = feature_key('$path', 'city', c.city) order by c.city"))
        .containsExactly(
            "[null,missing]",
            "[,value]",
            "[Oslo,value]",
            "[Pune,value]",
            "[São Paulo,value]",
            "[Turin,value]");
  }

  @Test
  void elementsOfArraysAndBooleansHaveKeys() {
    assertThat(
            rows(
                "select t.tag from (select explode(array('a', 'b', 'zebra')) as tag) t"
                    + " join embeddings('$path', 'tags') e"
                    + " on e.key = feature_key('$path', 'tags', t.tag) order by 1"))
        .containsExactly("[a]", "[b]");
    assertThat(
            rows(
                "select count(*) from embeddings('$path', 'active')"
                    + " where key = feature_key('$path', 'active', true) and value = 'true'"))
        .containsExactly("[1]");
  }

  @Test
  void weightsAreThoseThatPredictAdds() {
    String linear = ModelFixture.newPath();
    new ModelFixture("LR", 0, FEATURES, 5).write(session, clicks, linear);
    String logit =
        "ln(predict('%1$s', 1, '%2$s', null, null, true) / "
            + "(1 - predict('%1$s', 1, '%2$s', null, null, true)))";
    double difference =
        session
            .sql(
                "select %s - %s"
                    .formatted(logit.formatted(linear, "Oslo"), logit.formatted(linear, "Turin")))
            .first()
            .getDouble(0);
    Row weights =
        session
            .sql(
                ("select sum(case when key = feature_key('$path', 'city', 'Oslo') then weight"
                        + " when key = feature_key('$path', 'city', 'Turin') then -weight end),"
                        + " max(size(vector)), max(norm) from embeddings('$path', 'city')")
                    .replace("$path", linear))
            .first();
    assertThat(weights.getDouble(0)).isCloseTo(difference, within(1e-5));
    assertThat(weights.getInt(1)).isZero();
    assertThat(weights.getDouble(2)).isZero();
  }

  @Test
  void theNormIsThatOfTheVector() {
    assertThat(
            rows(
                "select max(abs(norm - sqrt(aggregate(vector, 0D, (s, x) -> s + double(x) * double(x))))) < 1e-12"
                    + " from embeddings('$path', 'user_id')"))
        .containsExactly("[true]");
  }

  @Test
  void bucketsAreToldByTheirBounds() {
    InputColumn age = column("age");
    Feature buckets =
        Feature.of("decade", List.of(age), new Transform.Buckets(List.of(20.0, 40.0)));
    String bucketed = ModelFixture.newPath();
    new ModelFixture("FM", 2, new FeatureSchema(List.of(age), List.of(buckets)), 1)
        .write(session, clicks, bucketed);
    assertThat(
            UdfSession.rows(
                session.sql(
                    "select kind, value from embeddings('%s', 'decade')".formatted(bucketed))))
        .containsExactlyInAnyOrder(
            "[bucket,(-Infinity, 20.0)]",
            "[bucket,[20.0, 40.0)]",
            "[bucket,[40.0, Infinity)]",
            "[missing,null]");
  }

  @Test
  void aVersionCanBeChosen() {
    String versioned = ModelFixture.newPath();
    new ModelFixture("FM", 3, FEATURES, 1).write(session, clicks, versioned);
    new ModelFixture("FM", 2, FEATURES, 2).write(session, clicks, versioned);
    String sizes = "select max(size(vector)) from embeddings('%s', 'city'%s)";
    assertThat(UdfSession.rows(session.sql(sizes.formatted(versioned, ", version => 1"))))
        .containsExactly("[3]");
    assertThat(UdfSession.rows(session.sql(sizes.formatted(versioned, "")))).containsExactly("[2]");
  }

  @Test
  void whatCannotBeFoundIsToldAtItsPlace() {
    assertThat(Failures.all(session, "select *\nfrom embeddings('%s', 'citi')".formatted(path)))
        .isEqualTo(
            "ERROR NAME at 2:6: Model '%s' has no feature 'citi' (Did you mean 'city'?)"
                .formatted(path));
    assertThat(Failures.headline(session, "select * from embeddings('%s')".formatted(path)))
        .isEqualTo(
            "ERROR TYPE at 1:15: embeddings needs the path of a model and the name of a feature");
    assertThat(
            Failures.headline(session, "select * from embeddings('%s', 'city', 7)".formatted(path)))
        .isEqualTo("ERROR TYPE at 1:15: embeddings has an argument too many: 7");
    assertThat(Failures.headline(session, "select feature_key('%s', 'age', 7)".formatted(path)))
        .startsWith("ERROR TYPE at 1:8: Feature 'age' of model '")
        .endsWith("is no category, so that a value has no key");
  }

  @Test
  void aFeatureWithoutVocabularyIsRefused() {
    InputColumn city = column("city");
    Feature all = Feature.of("city", List.of(city), new Transform.Category(Vocabulary.ALL));
    String unlimited = ModelFixture.newPath();
    new ModelFixture("FM", 2, new FeatureSchema(List.of(city), List.of(all)), 1)
        .write(session, clicks, unlimited);
    assertThat(Failures.all(session, "select * from embeddings('%s', 'city')".formatted(unlimited)))
        .startsWith("ERROR MODEL at 1:15: Feature 'city' of model '")
        .endsWith(
            "has no vocabulary, so that its rows cannot be told from others"
                + " (Train with columns (category(c, minCount => 2)), or with any maxSize.)");
  }
}
