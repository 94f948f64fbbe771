package io.quern.udf.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quern.model.feature.ColumnType;
import io.quern.model.feature.FeatureKeys;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureSchema;
import io.quern.udf.ModelFixture;
import io.quern.udf.UdfSession;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.Test;

/** From SQL to a probability, against the equation written out. */
final class HandComputedScoreTest {
  private static final long SEED = 11;

  @Test
  void logisticRegressionIsTheSigmoidOfBiasAndWeights() {
    SparkSession session = UdfSession.create();
    FeatureSchema features =
        FeatureSchema.builder()
            .column("item", ColumnType.INTEGRAL, FeatureKind.CATEGORY)
            .column("word", ColumnType.STRING, FeatureKind.CATEGORY)
            .build();
    Dataset<Row> table =
        session.sql("select * from values (1L, 'x'), (2L, 'y'), (null, 'z') as t(item, word)");
    String path = ModelFixture.newPath();
    new ModelFixture("LR", 0, features, SEED).write(session, table, path);

    long item = FeatureKeys.columnSalt("item");
    long word = FeatureKeys.columnSalt("word");
    Map<Long, Float> weights = new TreeMap<>(Long::compareUnsigned);
    for (String text : List.of("x", "y", "z")) {
      weights.put(FeatureKeys.ofUtf8(word, text.getBytes(UTF_8)), 0f);
    }
    weights.put(FeatureKeys.ofIntegral(item, 1), 0f);
    weights.put(FeatureKeys.ofIntegral(item, 2), 0f);
    weights.put(FeatureKeys.missing(item), 0f);
    Random random = new Random(SEED);
    float bias = (float) random.nextGaussian();
    weights.replaceAll((key, weight) -> (float) random.nextGaussian());

    assertThat(score(session, "predict('%s', 2, 'x')", path))
        .isCloseTo(
            sigmoid(
                bias
                    + weights.get(FeatureKeys.ofIntegral(item, 2))
                    + weights.get(FeatureKeys.ofUtf8(word, "x".getBytes(UTF_8)))),
            within(1e-6));
    assertThat(score(session, "predict('%s', word => 'z', item => null)", path))
        .isCloseTo(
            sigmoid(
                bias
                    + weights.get(FeatureKeys.missing(item))
                    + weights.get(FeatureKeys.ofUtf8(word, "z".getBytes(UTF_8)))),
            within(1e-6));
    assertThat(score(session, "predict('%s', 77, 'unseen')", path))
        .isCloseTo(sigmoid(bias), within(1e-6));
  }

  private static double score(SparkSession session, String call, String path) {
    return session.sql("select " + call.formatted(path)).first().getDouble(0);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
