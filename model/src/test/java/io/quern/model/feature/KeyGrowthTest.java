package io.quern.model.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

final class KeyGrowthTest {
  private static final int ROWS = 100_000;

  /** Ids by a power law without an end. */
  private static long powerLaw(Random random) {
    return (long) Math.pow(random.nextDouble(), -2);
  }

  /** The same that ends, with all that is beyond in the last id. */
  private static long endingPowerLaw(Random random) {
    return (long) Math.min(Math.pow(random.nextDouble(), -5), 25_641);
  }

  private static long uniform(Random random) {
    return random.nextInt(50_000);
  }

  private static Map<Long, Long> count(ToLongFunction<Random> ids, int rows) {
    Random random = new Random(7);
    Map<Long, Long> counts = new HashMap<>();
    for (int row = 0; row < rows; row++) {
      counts.merge(ids.applyAsLong(random), 1L, Long::sum);
    }
    return counts;
  }

  private static KeyGrowth growth(Map<Long, Long> counts) {
    KeyGrowth growth = new KeyGrowth();
    counts.values().forEach(count -> growth.add(count, 1));
    return growth;
  }

  private static long atLeast(Map<Long, Long> counts, long least) {
    return counts.values().stream().filter(count -> count >= least).count();
  }

  private static void assertForetold(ToLongFunction<Random> ids, double times, double error) {
    KeyGrowth growth = growth(count(ids, ROWS));
    Map<Long, Long> more = count(ids, (int) (ROWS * times));
    for (long least : new long[] {1, 5}) {
      assertThat(growth.distinct(times, least) / atLeast(more, least))
          .as("times %s, at least %d", times, least)
          .isCloseTo(1, within(error));
    }
  }

  @Test
  void ofAllRowsIsWhatWasCounted() {
    Map<Long, Long> counts = count(KeyGrowthTest::powerLaw, ROWS);
    for (long least : new long[] {1, 2, 5, 400}) {
      assertThat(growth(counts).distinct(1, least)).isEqualTo(atLeast(counts, least));
    }
  }

  @Test
  void foretellsFewerRows() {
    assertForetold(KeyGrowthTest::powerLaw, 0.1, 0.1);
    assertForetold(KeyGrowthTest::endingPowerLaw, 0.5, 0.05);
    assertForetold(KeyGrowthTest::uniform, 0.5, 0.1);
  }

  @Test
  void foretellsMoreRows() {
    assertForetold(KeyGrowthTest::powerLaw, 4, 0.1);
    assertForetold(KeyGrowthTest::powerLaw, 16, 0.15);
    assertForetold(KeyGrowthTest::endingPowerLaw, 4, 0.15);
    KeyGrowth uniform = growth(count(KeyGrowthTest::uniform, ROWS));
    assertThat(uniform.distinct(8, 1) / 50_000).as("nothing is left").isCloseTo(1, within(0.1));
  }

  @Test
  void knowsTheChancesOfBinomialDraws() {
    assertThat(KeyGrowth.atLeast(1, 3, 0.5)).isCloseTo(1 - 0.125, within(1e-12));
    assertThat(KeyGrowth.atLeast(2, 3, 0.5)).isCloseTo(0.5, within(1e-12));
    assertThat(KeyGrowth.atLeast(3, 3, 0.25)).isCloseTo(1 / 64.0, within(1e-12));
    assertThat(KeyGrowth.atLeast(4, 3, 0.5)).isZero();
    assertThat(KeyGrowth.atLeast(5, 10_000, 0.5)).isEqualTo(1);
  }
}
