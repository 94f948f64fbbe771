package io.quern.ps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class AdagradRuleTest {
  private static final float EPSILON = 1e-10f;
  private static final int STEPS = 20_000;

  private final UpdateRule rule = new AdagradRule(EPSILON, 1);

  @Test
  void driftsAsIfEveryStepWereReplayed() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      float w = (float) random.nextGaussian();
      float s = (float) Math.pow(10, -8 * random.nextDouble());
      float l2 = (float) Math.pow(10, -6 * random.nextDouble());
      RateLog rates =
          new RateLog(LearningRate.of(0.1f)).with(STEPS / 3, 0.05f).with(STEPS / 2, 0.01f);
      float[][] x = {{w}, {s}};

      rule.drift(x, 0, 1, 0, STEPS, rates, Penalty.ofL2(l2));

      double[] expected = replayed(w, s, l2, rates);
      double tolerance = 0.005 * Math.abs(w - expected[0]) + 1e-6 * Math.abs(w);
      assertThat((double) x[0][0])
          .as("w = %s, s = %s, l2 = %s", w, s, l2)
          .isCloseTo(expected[0], within(tolerance));
      assertThat((double) x[1][0])
          .as("s = %s, w = %s, l2 = %s", s, w, l2)
          .isCloseTo(expected[1], within(0.005 * expected[1]));
    }
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void endlessStepsTakeNoEndlessTime() {
    float[] weights = {0.1f, -0.2f, 3, 0, Float.MIN_VALUE};
    float[][] x = {weights, {1e-6f, 1, 0, 0, 0}};

    rule.drift(x, 0, 5, 1, 2_000_000_000, new RateLog(LearningRate.of(0.1f)), Penalty.ofL2(1e-3f));

    for (float weight : x[0]) {
      assertThat(weight).isCloseTo(0, within(1e-8f));
    }
  }

  /** The weight and its state, step by step in double precision. */
  private static double[] replayed(double w, double s, double l2, RateLog rates) {
    for (int step = 1; step <= STEPS; step++) {
      double d = l2 * w;
      s += d * d;
      w -= rates.at(step) * d / (Math.sqrt(s) + EPSILON);
    }
    return new double[] {w, s};
  }
}
