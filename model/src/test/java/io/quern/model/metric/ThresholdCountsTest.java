package io.quern.model.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ThresholdCountsTest {
  @Test
  void agreesWithAConfusionMatrixCountedByHand() {
    ThresholdCounts counts = counts();
    assertThat(counts.precision()).isCloseTo(3 / 5.0, within(1e-15));
    assertThat(counts.recall()).isCloseTo(3 / 4.0, within(1e-15));
    assertThat(counts.f1()).isCloseTo(2 * 0.6 * 0.75 / (0.6 + 0.75), within(1e-15));
    assertThat(counts.accuracy()).isCloseTo(4 / 7.0, within(1e-15));
  }

  /** 3 true positives, one of them at the threshold; 2 false ones; 1 missed; 1 true negative. */
  private static ThresholdCounts counts() {
    ThresholdCounts counts = new ThresholdCounts(0.5);
    counts.add(0.5, true);
    counts.add(0.6, true);
    counts.add(7, true);
    counts.add(0.5, false);
    counts.add(0.9, false);
    counts.add(0.4999, true);
    counts.add(-3, false);
    return counts;
  }

  @Test
  void mergesPartsThatTravelledAsBytes() {
    ThresholdCounts merged = ThresholdCounts.fromBytes(counts().toBytes());
    merged.merge(counts());
    assertThat(merged.precision()).isEqualTo(counts().precision());
    assertThat(merged.recall()).isEqualTo(counts().recall());
    assertThat(merged.accuracy()).isEqualTo(counts().accuracy());
  }

  @Test
  void isNotANumberWhereItIsNotDefined() {
    ThresholdCounts counts = new ThresholdCounts(0.5);
    assertThat(counts.accuracy()).isNaN();
    assertThat(counts.f1()).isNaN();
    counts.add(0.1, false);
    assertThat(counts.precision()).isNaN();
    assertThat(counts.recall()).isNaN();
    assertThat(counts.f1()).isNaN();
    assertThat(counts.accuracy()).isEqualTo(1);
    counts.add(0.1, true);
    assertThat(counts.precision()).isNaN();
    assertThat(counts.recall()).isZero();
    assertThat(counts.f1()).isZero();
  }

  @Test
  void rejectsWhatItCannotCompare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ThresholdCounts(0.5).add(Double.NaN, true))
        .withMessage("Invalid score: NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ThresholdCounts(0.5).merge(new ThresholdCounts(0.4)))
        .withMessage("Invalid threshold: 0.4, not 0.5");
  }
}
