package io.quern.ps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quern.ps.RowInitializer.Distribution;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InitialWeightsTest {

  @Test
  void quantileInvertsTheNormalDistribution() {
    for (double x = -6; x <= 6; x += 0.37) {
      double p = normalDistribution(x);
      assertThat(InitialWeights.normalQuantile(p)).isCloseTo(x, within(1e-5 * (1 + Math.abs(x))));
    }
  }

  // Simpson's rule over [−40, x], from the nearer side to keep small probabilities precise.
  private static double normalDistribution(double x) {
    if (x > 0) {
      return 1 - normalDistribution(-x);
    }
    int intervals = 200_000;
    double from = -40;
    double h = (x - from) / intervals;
    double sum = density(from) + density(x);
    for (int i = 1; i < intervals; i++) {
      sum += density(from + i * h) * (i % 2 == 0 ? 2 : 4);
    }
    return sum * h / 3;
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  @Test
  void zeroColumnsAreZeroAndTheRestNormal() {
    var table = table("features", 1);
    var initial = new InitialWeights(table);
    float[] row = new float[17];
    var random = new Random(3);
    double sum = 0;
    double squares = 0;
    int rows = 20_000;
    for (int i = 0; i < rows; i++) {
      initial.fill(random.nextLong(), row, 0);
      assertThat(row[0]).isZero();
      for (int j = 1; j < 17; j++) {
        sum += row[j];
        squares += (double) row[j] * row[j];
      }
    }
    int values = rows * 16;
    assertThat(sum / values).isCloseTo(0, within(5 * 0.01 / Math.sqrt(values)));
    assertThat(Math.sqrt(squares / values)).isCloseTo(0.01, within(1e-4));
  }

  @ParameterizedTest
  @CsvSource({"UNIFORM, 0.3, 0.3", "XAVIER, 1, 0.5940885257860046"})
  void uniformWeightsFillTheirRangeEvenly(Distribution distribution, float scale, double bound) {
    var initial =
        new InitialWeights(table("features", 1, new RowInitializer(distribution, scale, 1)));
    float[] row = new float[17];
    int[] tenths = new int[10];
    for (int key = 0; key < 20_000; key++) {
      initial.fill(key, row, 0);
      assertThat(row[0]).isZero();
      for (int j = 1; j < 17; j++) {
        tenths[(int) Math.floor((row[j] / bound + 1) * 5)]++;
      }
    }
    for (int count : tenths) {
      assertThat((double) count).isCloseTo(32_000, within(5 * Math.sqrt(32_000)));
    }
  }

  @Test
  void dependOnSeedTableAndKeyOnly() {
    assertThat(row(table("features", 1), 5)).isEqualTo(row(table("features", 1), 5));
    assertThat(row(table("features", 1), 5)).isNotEqualTo(row(table("features", 1), 6));
    assertThat(row(table("features", 1), 5)).isNotEqualTo(row(table("features", 2), 5));
    assertThat(row(table("features", 1), 5)).isNotEqualTo(row(table("others", 1), 5));
  }

  private static TableConfig table(String name, long seed) {
    return table(name, seed, new RowInitializer(Distribution.NORMAL, 0.01f, 1));
  }

  private static TableConfig table(String name, long seed, RowInitializer initializer) {
    return new TableConfig(
        name, 17, initializer, seed, Rule.SGD.config, LearningRate.of(0.1f), Penalty.NONE);
  }

  private static float[] row(TableConfig table, long key) {
    float[] row = new float[17];
    new InitialWeights(table).fill(key, row, 0);
    return row;
  }
}
