package io.quern.model.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSummaryTest {
  private static final FeatureSchema FEATURES = RandomRows.FEATURES;
  private static final FeatureSchema NUMBER =
      FeatureSchema.builder().column("x", ColumnType.NUMBER, FeatureKind.NUMBER).build();

  @Test
  void mergedPartsAgreeWithTwoPassesOverAllRows() {
    for (int seed = 0; seed < 10; seed++) {
      List<List<Object>> source = new RandomRows(seed).next(500);
      FeatureSummary summary = new FeatureSummary(FEATURES);
      for (int from = 0; from < 500; from += 123) {
        FeatureSummary part = new FeatureSummary(FEATURES);
        int to = Math.min(500, from + 123);
        part.add(RandomRows.encode(FEATURES, source.subList(from, to)));
        summary.merge(part);
      }
      assertThat(summary.rows()).isEqualTo(500);
      FeatureMap map = summary.toFeatureMap(List.of());
      for (int column = 0; column < FEATURES.columns().size(); column++) {
        assertAgrees(map.statistics().get(column), FEATURES.features().get(column), column, source);
      }
    }
  }

  @Test
  void countsPositives() {
    FeatureSummary summary = new FeatureSummary(FEATURES);
    summary.add(RandomRows.encode(FEATURES, new RandomRows(1).next(10)));
    assertThat(summary.positives()).isEqualTo(4);
  }

  @Test
  void keepsItsDigitsFarFromZero() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      rows.add(List.of(1e9 + i % 2));
    }
    FeatureStatistics statistics = statistics(rows);
    assertThat(statistics.mean()).isEqualTo(1e9 + 0.5, within(1e-6));
    assertThat(statistics.standardDeviation()).isEqualTo(0.5, within(1e-6));
  }

  @Test
  void aConstantOrAbsentNumberStandardisesToItsDistance() {
    assertThat(statistics(List.of(List.of(0.1), List.of(0.1), List.of(0.1))))
        .isEqualTo(new FeatureStatistics(3, 0, 0.1, 0, 0.1, 0.1));
    FeatureStatistics absent = statistics(List.of(Arrays.asList((Object) null)));
    assertThat(absent).isEqualTo(new FeatureStatistics(1, 1, 0, 0, 0, 0));
    assertThat(standard(absent).factor(3)).isEqualTo(3);
  }

  @Test
  void standardisedValuesAreBounded() {
    NumberScale scale = standard(new FeatureStatistics(2, 0, 1, 2, -1, 3));
    assertThat(scale.factor(5)).isEqualTo(2);
    assertThat(scale.factor(1e300)).isEqualTo(1e6f);
    assertThat(scale.factor(-Double.MAX_VALUE)).isEqualTo(-1e6f);
  }

  private static NumberScale standard(FeatureStatistics statistics) {
    return new NumberScale(
        new Transform.Number(Scaling.STANDARD, MissingNumber.OWN_ROW), statistics);
  }

  @Test
  void refusesValuesTooLargeToStandardise() {
    assertThatThrownBy(() -> statistics(List.of(List.of(-1e300), List.of(1e300))))
        .isInstanceOfSatisfying(
            QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA))
        .hasMessage("Feature 'x' has values too large to standardise: from -1.0E300 to 1.0E300");
  }

  private static FeatureStatistics statistics(List<List<Object>> rows) {
    return RandomRows.featureMap(NUMBER, RandomRows.encode(NUMBER, rows)).statistics().get(0);
  }

  private static void assertAgrees(
      FeatureStatistics actual, Feature feature, int column, List<List<Object>> source) {
    List<Double> numbers = new ArrayList<>();
    int missing = 0;
    for (List<Object> row : source) {
      Object value = row.get(column);
      if (isMissing(feature, value)) {
        missing++;
      } else if (feature.kind() == FeatureKind.NUMBER) {
        numbers.add(((Number) value).doubleValue());
      }
    }
    assertThat(actual.rows()).isEqualTo(source.size());
    assertThat(actual.missing()).isEqualTo(missing);
    double mean = numbers.stream().mapToDouble(x -> x).average().orElse(0);
    double variance =
        numbers.stream().mapToDouble(x -> (x - mean) * (x - mean)).average().orElse(0);
    assertThat(actual.mean()).isEqualTo(mean, within(1e-9));
    assertThat(actual.standardDeviation()).isEqualTo(Math.sqrt(variance), within(1e-9));
    assertThat(actual.min()).isEqualTo(numbers.stream().mapToDouble(x -> x).min().orElse(0));
    assertThat(actual.max()).isEqualTo(numbers.stream().mapToDouble(x -> x).max().orElse(0));
  }

  private static boolean isMissing(Feature feature, Object value) {
    if (value instanceof List<?> elements) {
      return elements.stream().allMatch(element -> element == null);
    }
    if (value instanceof Double number) {
      return feature.kind() == FeatureKind.NUMBER ? !Double.isFinite(number) : number.isNaN();
    }
    return value == null;
  }
}
