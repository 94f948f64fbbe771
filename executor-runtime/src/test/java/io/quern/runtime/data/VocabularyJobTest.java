package io.quern.runtime.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.ColumnType;
import io.quern.model.feature.FeatureFit;
import io.quern.model.feature.FeatureKeys;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.feature.FittedVocabulary;
import io.quern.model.feature.Transform;
import io.quern.model.feature.Vocabulary;
import io.quern.runtime.ClickTable;
import io.quern.runtime.ClickTable.Click;
import io.quern.runtime.LocalSpark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VocabularyJobTest {
  private static final int LEAST = 98;
  private static final int MOST = 40;

  /** {@link ClickTable}'s columns. */
  private static final FeatureSchema SCHEMA =
      FeatureSchema.builder()
          .column("user", ColumnType.STRING)
          .column("item", ColumnType.INTEGRAL, FeatureKind.CATEGORY)
          .column("price", ColumnType.NUMBER)
          .feature("user", new Transform.Category(new Vocabulary(LEAST, 0)), "user")
          .feature("pair", new Transform.Cross(new Vocabulary(1, MOST)), "user", "item")
          .feature("price", new Transform.Quantiles(4), "price")
          .build();

  private static LocalSpark spark;

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.threads();
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  @Test
  void keepsWhatIsFrequentEnoughHoweverTheSourceIsCut() {
    ClickTable table = ClickTable.random(2000, 5);
    Map<String, Long> counts =
        table.clicks().stream().collect(Collectors.groupingBy(Click::user, Collectors.counting()));
    long salt = FeatureKeys.columnSalt("user");
    Set<Long> kept = new TreeSet<>(Long::compareUnsigned);
    counts.forEach(
        (user, count) -> {
          if (count >= LEAST) {
            kept.add(FeatureKeys.ofUtf8(salt, user.getBytes(UTF_8)));
          }
        });
    assertThat(kept).hasSizeBetween(3, 17);
    long left = counts.values().stream().filter(count -> count < LEAST).mapToLong(n -> n).sum();
    for (int partitions : new int[] {1, 3, 80}) {
      FittedVocabulary users = vocabulary(fit(table, partitions, 0), 1);
      assertThat(users.distinct()).isEqualTo(counts.size());
      assertThat(users.outOfVocabulary()).isEqualTo(left);
      assertThat(users.keys().size()).isEqualTo(kept.size());
      assertThat(kept).allMatch(users.keys()::contains);
    }
  }

  @Test
  void keepsTheMostFrequentHoweverTheSourceIsCut() {
    ClickTable table = ClickTable.random(2000, 6);
    List<Long> counts =
        table.clicks().stream()
            .collect(Collectors.groupingBy(c -> c.user() + "|" + c.item(), Collectors.counting()))
            .values()
            .stream()
            .sorted((a, b) -> Long.compare(b, a))
            .toList();
    FittedVocabulary one = vocabulary(fit(table, 1, 0), 2);
    assertThat(one.keys().size()).isEqualTo(MOST);
    assertThat(one.distinct()).isEqualTo(counts.size());
    assertThat(one.outOfVocabulary())
        .isEqualTo(counts.stream().skip(MOST).mapToLong(count -> count).sum());
    assertThat(vocabulary(fit(table, 7, 0), 2)).isEqualTo(one);
  }

  @Test
  void countsTrainingRowsOnlyAndReadsTheSourceOnce() {
    ClickTable table = ClickTable.random(2000, 7);
    LongAccumulator evaluated = spark.context().longAccumulator();
    RDD<InternalRow> rows = table.toCountedRdd(spark.context(), 3, evaluated);
    try (EncodedSource source = job().run(rows, Optional.empty(), 0.3)) {
      FittedVocabulary pairs = vocabulary(source.features(), 2);
      assertThat(source.summary().trainingRows()).isBetween(1300L, 1500L);
      assertThat(pairs.outOfVocabulary()).isLessThan(source.summary().trainingRows());
      assertThat(pairs.outOfVocabulary()).isGreaterThan(1000);
      assertThat(evaluated.value()).isEqualTo(2000);
    }
    assertThat(spark.context().persistentRdds().size()).isZero();
  }

  @Test
  void theSameSourceGivesTheSameFeatureMap() {
    ClickTable table = ClickTable.random(30_000, 8);
    assertThat(fit(table, 4, 0.1)).isEqualTo(fit(table, 4, 0.1));
  }

  private static FeatureMap fit(ClickTable table, int partitions, double heldOut) {
    try (EncodedSource source =
        job().run(table.toRdd(spark.context(), partitions), Optional.empty(), heldOut)) {
      return source.features();
    }
  }

  private static EncodeJob job() {
    return new EncodeJob(SCHEMA, "click", "models/ctr", 42);
  }

  private static FittedVocabulary vocabulary(FeatureMap map, int feature) {
    FeatureFit fit = map.fits().get(feature);
    return fit.vocabulary();
  }
}
