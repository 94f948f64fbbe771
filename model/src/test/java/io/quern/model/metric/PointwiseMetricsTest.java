package io.quern.model.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class PointwiseMetricsTest {
  private final double[] probabilities = new Random(3).doubles(300, 0.01, 0.99).toArray();
  private final boolean[] labels = new boolean[300];

  PointwiseMetricsTest() {
    Random random = new Random(4);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextDouble() < probabilities[i] * probabilities[i];
    }
  }

  @Test
  void agreesWithTheFormulas() {
    PointwiseMetrics metrics = of(0, 300);
    double losses = 0;
    double clicks = 0;
    double predicted = 0;
    double squares = 0;
    for (int i = 0; i < 300; i++) {
      double y = labels[i] ? 1 : 0;
      double p = probabilities[i];
      losses += -y * Math.log(p) - (1 - y) * Math.log(1 - p);
      clicks += y;
      predicted += p;
      squares += (p - y) * (p - y);
    }
    double rate = clicks / 300;
    double entropy = -rate * Math.log(rate) - (1 - rate) * Math.log(1 - rate);
    assertThat(metrics.count()).isEqualTo(300);
    assertThat(metrics.logLoss()).isCloseTo(losses / 300, within(1e-12));
    assertThat(metrics.normalizedEntropy()).isCloseTo(losses / 300 / entropy, within(1e-12));
    assertThat(metrics.copc()).isCloseTo(clicks / predicted, within(1e-12));
    assertThat(metrics.rmse()).isCloseTo(Math.sqrt(squares / 300), within(1e-12));
    assertThat(metrics.meanProbability()).isCloseTo(predicted / 300, within(1e-12));
  }

  @Test
  void normalizedEntropyOfTheMeanLabelIsOne() {
    PointwiseMetrics metrics = new PointwiseMetrics();
    for (int i = 0; i < 10; i++) {
      metrics.add(0.3, i < 3);
    }
    assertThat(metrics.normalizedEntropy()).isCloseTo(1, within(1e-12));
    assertThat(metrics.copc()).isCloseTo(1, within(1e-12));
    assertThat(metrics.spread()).isZero();
  }

  @Test
  void mergesPartsThatTravelledAsBytes() {
    PointwiseMetrics whole = of(0, 300);
    PointwiseMetrics merged = PointwiseMetrics.fromBytes(of(0, 100).toBytes());
    merged.merge(of(100, 300));
    assertThat(merged.logLoss()).isCloseTo(whole.logLoss(), within(1e-12));
    assertThat(merged.normalizedEntropy()).isCloseTo(whole.normalizedEntropy(), within(1e-12));
    assertThat(merged.copc()).isCloseTo(whole.copc(), within(1e-12));
    assertThat(merged.rmse()).isCloseTo(whole.rmse(), within(1e-12));
    assertThat(merged.spread()).isEqualTo(whole.spread());
  }

  @Test
  void takesABatchWhoseLossIsKnown() {
    PointwiseMetrics metrics = new PointwiseMetrics();
    metrics.addBatch(new float[] {0.25f, 0.5f, 9f}, new float[] {1, 0, 9}, 2, 0.7);
    metrics.add(0.5, true);
    assertThat(metrics.count()).isEqualTo(3);
    assertThat(metrics.logLoss()).isCloseTo((1.4 + Math.log(2)) / 3, within(1e-12));
    assertThat(metrics.copc()).isEqualTo(2 / 1.25);
  }

  @Test
  void clipsWhatIsSureAndWrong() {
    PointwiseMetrics sure = new PointwiseMetrics();
    sure.add(0, true);
    assertThat(sure.logLoss()).isEqualTo(-Math.log(1e-15), within(1e-9));
    sure.add(1, false);
    assertThat(sure.logLoss()).isEqualTo(-Math.log(1e-15), within(0.1));
  }

  @Test
  void isNotANumberWhereItIsNotDefined() {
    PointwiseMetrics nothing = new PointwiseMetrics();
    assertThat(nothing.logLoss()).isNaN();
    assertThat(nothing.normalizedEntropy()).isNaN();
    assertThat(nothing.copc()).isNaN();
    assertThat(nothing.rmse()).isNaN();
    for (boolean label : new boolean[] {false, true}) {
      PointwiseMetrics oneClass = new PointwiseMetrics();
      oneClass.add(0.5, label);
      assertThat(oneClass.normalizedEntropy()).isNaN();
      assertThat(oneClass.copc()).isEqualTo(label ? 2 : 0);
    }
    PointwiseMetrics zero = new PointwiseMetrics();
    zero.add(0, true);
    assertThat(zero.copc()).isNaN();
  }

  @Test
  void rejectsWhatIsNoProbability() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PointwiseMetrics().add(Double.NaN, true))
        .withMessage("Invalid probability: NaN");
  }

  private PointwiseMetrics of(int from, int to) {
    PointwiseMetrics metrics = new PointwiseMetrics();
    for (int i = from; i < to; i++) {
      metrics.add(probabilities[i], labels[i]);
    }
    return metrics;
  }
}
