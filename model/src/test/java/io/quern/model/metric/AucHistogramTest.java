package io.quern.model.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class AucHistogramTest {
  @Test
  void staysWithinItsErrorBound() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      AucHistogram histogram = new AucHistogram();
      ExactAuc exact = new ExactAuc();
      double spread = Math.pow(10, random.nextInt(6) - 4);
      for (int i = 0; i < 5000; i++) {
        boolean positive = random.nextBoolean();
        double logit = spread * (random.nextGaussian() + (positive ? 0.5 : 0));
        double probability = 1 / (1 + Math.exp(-logit));
        histogram.add(probability, positive);
        exact.add(probability, positive);
      }
      assertThat(histogram.auc()).isEqualTo(exact.auc(), within(histogram.errorBound() + 1e-12));
      if (spread == 0.1 || spread == 1) {
        assertThat(histogram.errorBound()).isLessThan(2e-3);
      }
    }
  }

  @Test
  void mayBeWrongByAsMuchAsItsErrorBoundAndNoMore() {
    AucHistogram histogram = new AucHistogram();
    histogram.add(0.5, false);
    histogram.add(0.50001, true);
    assertThat(histogram.auc()).isEqualTo(0.5);
    assertThat(histogram.errorBound()).isEqualTo(0.5);
    for (int i = 1; i <= 9; i++) {
      histogram.add(1 - i / 20.0 + 0.01, true);
    }
    assertThat(histogram.auc()).isEqualTo(0.95);
    assertThat(histogram.errorBound()).isEqualTo(0.05, within(1e-15));
  }

  @Test
  void mergesExactly() {
    Random random = new Random(2);
    AucHistogram whole = new AucHistogram();
    AucHistogram part = new AucHistogram();
    AucHistogram rest = new AucHistogram();
    for (int i = 0; i < 3000; i++) {
      double probability = random.nextDouble();
      boolean positive = random.nextDouble() < probability;
      whole.add(probability, positive);
      (i % 3 == 0 ? part : rest).add(probability, positive);
    }
    AucHistogram merged = AucHistogram.fromBytes(part.toBytes());
    merged.merge(rest);
    assertThat(merged.toBytes()).isEqualTo(whole.toBytes());
    assertThat(merged.auc()).isEqualTo(whole.auc());
    merged.clear();
    assertThat(merged.toBytes()).isEmpty();
    assertThat(merged.auc()).isNaN();
  }

  @Test
  void takesTheWholeRangeOfProbabilities() {
    AucHistogram histogram = new AucHistogram();
    histogram.add(0, false);
    histogram.add(1, true);
    histogram.add(Double.MIN_VALUE, false);
    assertThat(histogram.auc()).isEqualTo(1);
  }

  @Test
  void rejectsWhatIsNoProbability() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AucHistogram().add(1.5, true))
        .withMessage("Invalid probability: 1.5");
  }
}
