package io.quern.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.offset;

import io.quern.api.QuernException;
import io.quern.model.feature.FeatureKeys;
import io.quern.planner.PlannerSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FeatureColumnsTest {
  private final SparkSession session = PlannerSession.open();

  @TempDir Path folder;

  @Test
  void givesKeysAndValuesOfEveryFeature() {
    Dataset<Row> rows =
        session.sql(
            "select * from values (1D, 'rome', 7L, 2D, array('a', 'b'), array(0.75D, 0.25D)),"
                + " (0D, 'oslo', 8L, 4D, null, null)"
                + " as rows(label, city, user, price, tags, weights)");
    FeatureColumnsModel model =
        new FeatureColumns()
            .setColumns(
                "number(price, scale => minMax), bag(tags, weights => weights, pooling => sum)")
            .setExcludedCols("label", "user")
            .fit(rows);
    List<Row> made = model.transform(rows).orderBy("price").collectAsList();
    long price = FeatureKeys.presence(FeatureKeys.columnSalt("price"));
    long tags = FeatureKeys.columnSalt("tags");
    assertThat(made.get(0).<Long>getList(6))
        .containsExactly(
            FeatureKeys.ofUtf8(FeatureKeys.columnSalt("city"), new byte[] {'r', 'o', 'm', 'e'}),
            price,
            FeatureKeys.ofUtf8(tags, new byte[] {'a'}),
            FeatureKeys.ofUtf8(tags, new byte[] {'b'}));
    assertThat(made.get(0).<Double>getList(7)).containsExactly(1.0, 0.0, 0.75, 0.25);
    assertThat(made.get(1).<Long>getList(6)).last().isEqualTo(FeatureKeys.missing(tags));
    assertThat(made.get(1).<Double>getList(7).subList(0, 2)).containsExactly(1.0, 1.0);
    assertThat(model.featureMap().features()).extracting(f -> f.name()).doesNotContain("user");
  }

  @Test
  void aConstantStandsForWhatIsMissing() {
    Dataset<Row> rows =
        session.sql(
            "select * from values (1, 'rome', 7D), (2, null, null), (3, 'oslo', 0.5D)"
                + " as rows(id, city, price)");
    FeatureColumns features =
        new FeatureColumns()
            .setColumns(
                "category(city, missing => 'oslo', dim => 4), buckets(price, at => 1, missing => 0)")
            .setExcludedCols("id");
    List<Row> made = features.fit(rows).transform(rows).orderBy("id").collectAsList();
    assertThat(made.get(1).getList(3)).isEqualTo(made.get(2).getList(3));
    assertThat(made.get(1).getList(3)).isNotEqualTo(made.get(0).getList(3));
  }

  @Test
  void readsColumnsOfEveryTypeAndName() {
    Dataset<Row> rows =
        session.sql(
            "select true as `a.b`, cast(1 as tinyint) as `c``d`, 2.5BD as e, array(true, null) as f,"
                + " array(1, 2) as g, cast(null as string) as h");
    Row made = new FeatureColumns().fit(rows).transform(rows).first();
    assertThat(made.getList(6)).hasSize(7).doesNotHaveDuplicates().doesNotContainNull();
  }

  @Test
  void hashesValuesIntoAVector() {
    Dataset<Row> rows = session.sql("select pmod(id, 3) as user, id * 0.5D as price from range(9)");
    Row made =
        new FeatureColumns()
            .setColumns("cross(user, price)")
            .setVectorCol("features")
            .setVectorSize(2)
            .fit(rows)
            .transform(rows)
            .orderBy("price")
            .first();
    Vector vector = made.getAs("features");
    assertThat(vector.size()).isEqualTo(2);
    double total = made.<Double>getList(3).stream().mapToDouble(Double::doubleValue).sum();
    assertThat(vector.apply(0) + vector.apply(1)).isCloseTo(total, offset(1e-9));
  }

  /** What no column tells by itself: the class is which of two halves two columns agree on. */
  @Test
  void givesAPipelineWhatItsLearnerCannotFindItself() throws IOException {
    Dataset<Row> rows =
        session.sql(
            "select cast(a = b as double) as label, a, b from (select pmod(hash(id), 2) as a,"
                + " pmod(hash(id, 1), 2) as b from range(0, 400, 1, 1))");
    assertThat(auc(pipeline("").fit(rows).transform(rows))).isLessThan(0.7);
    PipelineModel crossed = pipeline("cross(a, b)").fit(rows);
    assertThat(auc(crossed.transform(rows))).isGreaterThan(0.99);

    crossed.write().overwrite().save(folder + "/fitted");
    PipelineModel again = PipelineModel.load(folder + "/fitted");
    assertThat(again.transform(rows).collectAsList())
        .isEqualTo(crossed.transform(rows).collectAsList());
    FeatureColumnsModel stage = (FeatureColumnsModel) again.stages()[0];
    assertThat(stage.featureMap())
        .isEqualTo(((FeatureColumnsModel) crossed.stages()[0]).featureMap());

    pipeline("cross(a, b)").write().overwrite().save(folder + "/unfitted");
    assertThat(auc(Pipeline.load(folder + "/unfitted").fit(rows).transform(rows)))
        .isGreaterThan(0.99);
  }

  @Test
  void keepsVocabulariesWhenItIsSaved() throws IOException {
    Dataset<Row> rows =
        session.sql("select if(id < 90, pmod(id, 3), id) as user, sqrt(id) as x from range(100)");
    FeatureColumnsModel model =
        new FeatureColumns()
            .setColumns("category(user, minCount => 2), buckets(x, quantiles => 4)")
            .setKeysCol("k")
            .fit(rows);
    model.save(folder + "/model");
    FeatureColumnsModel loaded = FeatureColumnsModel.load(folder + "/model");
    assertThat(loaded.featureMap()).isEqualTo(model.featureMap());
    assertThat(loaded.getOrDefault(loaded.keysCol())).isEqualTo("k");
    assertThat(loaded.transform(rows).select("k").distinct().count())
        .isEqualTo(model.transform(rows).select("k").distinct().count());
    assertThat(loaded.copy(ParamMap.empty()).featureMap()).isEqualTo(model.featureMap());
  }

  @Test
  void tellsMistakesAtTheirPlaceInTheText() {
    Dataset<Row> rows = session.sql("select 1L as user, 2D as price");
    assertThat(rejected("category(user),\n  number(prise)", rows).headline())
        .isEqualTo("ERROR NAME at 2:10: Column 'prise' does not exist; columns: user, price");
    assertThat(rejected("category(user", rows).headline())
        .isEqualTo(
            "ERROR PARSE at 2:2: Expected AS, ')' or ',' after the arguments, found the end of the"
                + " statement");
    assertThat(rejected("", session.sql("select 1L as user where false")).headline())
        .isEqualTo("ERROR DATA: There are no rows to fit features to");
  }

  @Test
  void doesNotHideAColumnThatIsThere() {
    Dataset<Row> rows = session.sql("select 1L as user, 'x' as keys");
    FeatureColumnsModel model = new FeatureColumns().fit(rows);
    QuernException error = catchThrowableOfType(QuernException.class, () -> model.transform(rows));
    assertThat(error.headline()).isEqualTo("ERROR NAME: Column 'keys' is there already");
    assertThat(model.setKeysCol("other").transform(rows).columns())
        .containsExactly("user", "keys", "other", "values");
  }

  private static QuernException rejected(String columns, Dataset<Row> rows) {
    return catchThrowableOfType(
        QuernException.class, () -> new FeatureColumns().setColumns(columns).fit(rows));
  }

  private static Pipeline pipeline(String columns) {
    FeatureColumns features =
        new FeatureColumns()
            .setColumns(columns)
            .setExcludedCols("label")
            .setVectorCol("features")
            .setVectorSize(1 << 12);
    LogisticRegression learner = new LogisticRegression().setMaxIter(5);
    return new Pipeline().setStages(new PipelineStage[] {features, learner});
  }

  private static double auc(Dataset<Row> scored) {
    return new BinaryClassificationEvaluator().evaluate(scored);
  }
}
