package io.quern.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureStatistics;
import io.quern.model.feature.SlotRow;
import io.quern.model.feature.SlotRows;
import io.quern.runtime.ClickTable;
import io.quern.runtime.LocalSpark;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodeJobTest {
  private static LocalSpark spark;

  @TempDir Path folder;

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.threads();
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  @Test
  void evaluatesTheSourceOnceHoweverOftenItsRowsAreDealt() throws Exception {
    LongAccumulator evaluated = context().longAccumulator();
    ClickTable table = ClickTable.random(1000, 7);
    try (EncodedSource source =
        job().run(table.toCountedRdd(context(), 3, evaluated), Optional.empty(), 0)) {
      workers(source, 2);
      workers(source, 2);

      assertThat(evaluated.value()).isEqualTo(1000);
      assertThat(source.summary().trainingRows()).isEqualTo(1000);
    }
  }

  @Test
  void dealsEveryRowToExactlyOneWorker() throws Exception {
    ClickTable table = ClickTable.random(2000, 7);
    try (EncodedSource source = job().run(table.toRdd(context(), 3), Optional.empty(), 0)) {
      List<double[]> parts = workers(source, 3);

      assertThat(parts).allSatisfy(part -> assertThat(part.length).isBetween(500, 850));
      assertThat(sorted(parts)).isEqualTo(sorted(factors(table, source.features())));
    }
  }

  @Test
  void keepsTheRowsOfAShareTogetherAndInTheOrderOfTheSource() throws Exception {
    ClickTable table = ClickTable.random(2000, 7);
    try (EncodedSource source = job().run(table.toRdd(context(), 2), Optional.empty(), 0)) {
      double[] alone = workers(source, 1).get(0);

      assertThat(alone).isEqualTo(workers(source, 1).get(0));
      assertThat(alone).isNotEqualTo(factors(table, source.features()));
      for (double[] part : workers(source, 2)) {
        assertThat(isSubsequence(part, alone)).isTrue();
      }
    }
  }

  @Test
  void holdsOutTheSameRowsWhateverTheNumberOfWorkers() throws Exception {
    ClickTable table = ClickTable.random(2000, 7);
    try (EncodedSource source = job().run(table.toRdd(context(), 2), Optional.empty(), 0.25)) {
      assertThat(source.summary().validationRows()).isBetween(430L, 570L);
      assertThat(source.summary().trainingRows() + source.summary().validationRows())
          .isEqualTo(2000);
      assertThat(sorted(validation(source, 1))).isEqualTo(sorted(validation(source, 4)));
    }
  }

  @Test
  void dealsToAHundredWorkersWhatOneWouldHave() throws Exception {
    ClickTable table = ClickTable.random(10_000, 7);
    RDD<InternalRow> rows = table.toRdd(context(), 2);
    try (EncodedSource one = job().run(rows, Optional.empty(), 0.25);
        EncodedSource hundred = job().forWorkers(100).run(rows, Optional.empty(), 0.25)) {
      List<double[]> parts = workers(hundred, 100);

      assertThat(parts).hasSize(100).allSatisfy(part -> assertThat(part.length).isBetween(40, 115));
      assertThat(sorted(parts)).isEqualTo(sorted(workers(one, 1)));
      assertThat(sorted(validation(hundred, 100))).isEqualTo(sorted(validation(one, 1)));
      assertThat(hundred.digest()).isEqualTo(one.digest());
      assertThatThrownBy(() -> one.deal(100))
          .hasMessage("64 shares cannot be dealt to 100 workers");
    }
  }

  @Test
  void takesStatisticsFromTrainingRowsOnly() throws Exception {
    ClickTable table = ClickTable.random(500, 7);
    ClickTable held = ClickTable.random(300, 8);
    try (EncodedSource source =
        job().run(table.toRdd(context(), 2), Optional.of(held.toRdd(context(), 2)), 0)) {
      double mean = Arrays.stream(prices(table)).average().orElseThrow();

      assertThat(source.summary().trainingRows()).isEqualTo(500);
      assertThat(source.summary().validationRows()).isEqualTo(300);
      FeatureMap features = source.features();
      assertThat(features.statistics().get(2).mean()).isCloseTo(mean, within(1e-9));
      assertThat(sorted(validation(source, 2))).isEqualTo(sorted(factors(held, features)));
    }
  }

  @Test
  void leavesNothingCachedWhenClosed() {
    RDD<InternalRow> rows = ClickTable.random(100, 7).toRdd(context(), 2);
    EncodedSource source = job().run(rows, Optional.empty(), 0);
    assertThat(context().persistentRdds().size()).isEqualTo(1);

    source.close();

    assertThat(context().persistentRdds().size()).isZero();
  }

  @Test
  void refusesLabelsOtherThanZeroAndOne() {
    assertThatRefused(
        ClickTable.withLabels(0.0, 1.0, 2.0, null, 0.5),
        "Label 'click' has 3 rows with values outside {0, 1} (first: 2)");
    assertThatRefused(
        ClickTable.withLabels(0.0, 1.0, null),
        "Label 'click' has 1 row with a value outside {0, 1} (first: NULL)");
  }

  @Test
  void refusesLabelsOfOneClass() {
    assertThatRefused(
        ClickTable.withLabels(0.0, 0.0), "All 2 labels in 'click' are 0; both 0 and 1 are needed");
    assertThatRefused(
        ClickTable.withLabels(1.0), "All 1 labels in 'click' are 1; both 0 and 1 are needed");
  }

  @Test
  void refusesAnEmptySource() {
    assertThatRefused(
        ClickTable.withLabels(),
        "The source returns no rows; nothing was trained and 'models/ctr' is unchanged");
  }

  @Test
  void refusesAValidationTableOfOneClass() {
    RDD<InternalRow> rows = ClickTable.random(100, 7).toRdd(context(), 2);
    RDD<InternalRow> held = ClickTable.withLabels(1.0, 1.0).toRdd(context(), 1);
    assertThatThrownBy(() -> job().run(rows, Optional.of(held), 0))
        .isInstanceOf(QuernException.class)
        .hasMessage("All 2 validation labels in 'click' are 1; both 0 and 1 are needed");
    assertThat(context().persistentRdds().size()).isZero();
  }

  private void assertThatRefused(ClickTable table, String message) {
    assertThatThrownBy(() -> job().run(table.toRdd(context(), 1), Optional.empty(), 0))
        .isInstanceOfSatisfying(
            QuernException.class,
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.DATA);
              assertThat(error).hasMessage(message);
            });
    assertThat(context().persistentRdds().size()).isZero();
  }

  private static EncodeJob job() {
    return new EncodeJob(ClickTable.FEATURES, "click", "models/ctr", 42);
  }

  private static SparkContext context() {
    return spark.context();
  }

  /** Training rows' standardised prices by worker. */
  private List<double[]> workers(EncodedSource source, int workers) throws Exception {
    return read(source, workers, true);
  }

  private List<double[]> validation(EncodedSource source, int workers) throws Exception {
    return read(source, workers, false);
  }

  private List<double[]> read(EncodedSource source, int workers, boolean training)
      throws Exception {
    List<double[]> parts = new ArrayList<>();
    for (List<byte[]> chunks : source.deal(workers).glom().collect()) {
      try (SlotCache cache =
          SlotCache.read(source.features(), -1, chunks.iterator(), 1000, this::newFile)) {
        parts.add(factors(training ? cache.training() : cache.validation()));
      }
    }
    assertThat(folder).isEmptyDirectory();
    return parts;
  }

  private File newFile() {
    return folder.resolve("spill-" + System.nanoTime()).toFile();
  }

  private static double[] factors(SlotBlocks rows) {
    List<Double> factors = new ArrayList<>();
    SlotRow row = new SlotRow(ClickTable.FEATURES.layout());
    for (SlotRows block : rows.blocks()) {
      for (int i = 0; i < block.size(); i++) {
        row.read(block, i);
        factors.add((double) row.factor(0));
      }
    }
    assertThat(factors).hasSize(rows.size());
    return factors.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] factors(ClickTable table, FeatureMap features) {
    FeatureStatistics price = features.statistics().get(2);
    return Arrays.stream(prices(table))
        .map(value -> (float) ((value - price.mean()) / price.standardDeviation()))
        .toArray();
  }

  private static double[] prices(ClickTable table) {
    return table.clicks().stream().mapToDouble(ClickTable.Click::price).toArray();
  }

  private static double[] sorted(List<double[]> parts) {
    return parts.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
  }

  private static double[] sorted(double[] values) {
    return Arrays.stream(values).sorted().toArray();
  }

  private static boolean isSubsequence(double[] part, double[] whole) {
    int found = 0;
    for (double value : whole) {
      if (found < part.length && part[found] == value) {
        found++;
      }
    }
    return found == part.length;
  }
}
