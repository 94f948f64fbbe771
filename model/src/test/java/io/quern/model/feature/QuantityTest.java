package io.quern.model.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whole numbers that nobody named: when the rows make them quantities, and what becomes of it. */
class QuantityTest {
  private static final InputColumn COUNT = new InputColumn("count", ColumnType.INTEGRAL);
  private static final FeatureSchema UNDECIDED = schema(Feature.ofWholeNumbers(COUNT));
  private static final FeatureSchema DECIDED =
      schema(Feature.ofColumn(COUNT, FeatureKind.CATEGORY));

  private static FeatureSchema schema(Feature count) {
    return FeatureSchema.builder()
        .column("city", ColumnType.STRING, FeatureKind.CATEGORY)
        .column("count", ColumnType.INTEGRAL)
        .feature(count)
        .column("price", ColumnType.NUMBER, FeatureKind.NUMBER)
        .build();
  }

  /** Rows with these counts. */
  private static List<List<Object>> rows(long... counts) {
    List<List<Object>> rows = new ArrayList<>();
    for (long count : counts) {
      rows.add(Arrays.asList("rome", count, 2.5));
    }
    return rows;
  }

  private static FeatureMap fit(FeatureSchema schema, List<List<Object>> rows) {
    FeatureSummary summary = new FeatureSummary(schema);
    for (int from = 0; from < rows.size(); from += 7) {
      FeatureSummary part = new FeatureSummary(schema);
      part.add(RandomRows.encode(schema, rows.subList(from, Math.min(rows.size(), from + 7))));
      summary.merge(part);
    }
    List<FittedVocabulary> vocabularies =
        VocabularyCounter.limited(schema).stream().map(limited -> FittedVocabulary.NONE).toList();
    return summary.toFeatureMap(vocabularies);
  }

  private static boolean isQuantity(long... counts) {
    return fit(UNDECIDED, rows(counts)).features().stream().anyMatch(Feature::isQuantity);
  }

  private static long[] values(int count, LongUnaryOperator value) {
    return LongStream.rangeClosed(1, count).map(value).toArray();
  }

  @Test
  void countsWithALongTailAreQuantities() {
    assertThat(isQuantity(values(1000, i -> 1000 / i))).isTrue();
    assertThat(isQuantity(values(1000, i -> i % 100 == 0 ? 5_000 : 0))).isTrue();
    assertThat(isQuantity(values(1000, i -> -(1000 / i)))).as("negative ones").isTrue();
  }

  @Test
  void idsAreNot() {
    assertThat(isQuantity(values(1000, i -> i))).as("each once").isFalse();
    assertThat(isQuantity(values(1000, i -> 12_000_000 + 1000 / i))).as("far from 0").isFalse();
    assertThat(isQuantity(values(1000, i -> FeatureKeys.ofIntegral(7, i)))).as("hashes").isFalse();
    List<Long> zipf = new ArrayList<>();
    for (long id = 1; id <= 2000; id++) {
      for (long times = 0; times < 2000 / id; times++) {
        zipf.add(id);
      }
    }
    assertThat(isQuantity(zipf.stream().mapToLong(id -> id).toArray()))
        .as("by frequency, as words")
        .isFalse();
  }

  @Test
  void smallNumbersFlagsAndNothingAreNot() {
    assertThat(isQuantity(values(1000, i -> i == 1 ? 1 : 0))).isFalse();
    assertThat(isQuantity(values(1000, i -> i == 1 ? 19 : 0))).isFalse();
    assertThat(isQuantity(values(1000, i -> i == 1 ? 20 : 0))).isTrue();
    List<List<Object>> nothing = List.of(Arrays.asList("rome", null, 1.0));
    assertThat(fit(UNDECIDED, nothing).features()).hasSize(3);
  }

  @Test
  void whoeverSaysCategoryGetsACategory() {
    assertThat(fit(DECIDED, rows(values(1000, i -> 1000 / i))).schema()).isEqualTo(DECIDED);
  }

  @Test
  void aQuantityIsItsLogarithmBesideTheCategory() {
    List<List<Object>> rows = rows(values(1000, i -> 1000 / i));
    rows.add(Arrays.asList("oslo", null, null));
    FeatureMap map = fit(UNDECIDED, rows);
    FeatureSchema logarithm =
        schema(Feature.of("count", List.of(COUNT), Transform.Quantity.NUMBER));
    FeatureMap number = fit(logarithm, rows);

    assertThat(map.features())
        .extracting(Feature::name)
        .containsExactly("city", "count", "quantity(count)", "price");
    assertThat(map.schema().encodedLayout()).isEqualTo(UNDECIDED.encodedLayout());
    assertThat(map.schema().withoutQuantities()).isEqualTo(DECIDED);
    assertThat(map.layout()).isEqualTo(new FeatureLayout(2, 2, 0));
    assertThat(map.statistics().get(2)).isEqualTo(number.statistics().get(1));
    EncodedRows encoded = RandomRows.encode(map.schema(), rows);
    EncodedRows expected = RandomRows.encode(logarithm, rows);
    SlotReader reader = new SlotReader(map);
    SlotReader plain = new SlotReader(number);
    long salt = FeatureKeys.columnSalt("quantity(count)");
    for (int row = 0; row < rows.size(); row++) {
      reader.read(encoded, row);
      plain.read(expected, row);
      assertThat(reader.factors).isEqualTo(plain.factors);
      assertThat(reader.singles[2])
          .isEqualTo(row < 1000 ? FeatureKeys.presence(salt) : FeatureKeys.missing(salt));
    }
  }

  @Test
  void isStoredWithTheModel() {
    FeatureMap map = fit(UNDECIDED, rows(values(1000, i -> 1000 / i)));
    assertThat(FeatureMap.read(map.files()::get)).isEqualTo(map);
  }

  @Test
  void laterRowsDecideNothingAnew() {
    FeatureMap with = fit(UNDECIDED, rows(values(1000, i -> 1000 / i)));
    FeatureMap without = fit(UNDECIDED, rows(values(500, i -> i)));

    assertThat(with.extendedBy(without).schema()).isEqualTo(with.schema());
    assertThat(without.extendedBy(with).schema()).isEqualTo(UNDECIDED);
    FeatureMap told = fit(DECIDED, rows(values(1000, i -> 1000 / i)));
    assertThat(with.extendedBy(told).schema()).isEqualTo(with.schema());
    assertThat(told.extendedBy(with).schema()).isEqualTo(DECIDED);
    FeatureStatistics once = with.statistics().get(2);
    FeatureStatistics twice = with.extendedBy(with).statistics().get(2);
    assertThat(twice.rows()).isEqualTo(2 * once.rows());
    assertThat(twice.mean()).isCloseTo(once.mean(), within(1e-12));
  }
}
