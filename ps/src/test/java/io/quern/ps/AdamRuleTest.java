package io.quern.ps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class AdamRuleTest {
  private static final RateLog RATES = new RateLog(LearningRate.of(0.01f));

  private final UpdateRule rule = UpdateRule.of(Rule.ADAM.config, 4);

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void replaysNoMoreStepsThanMoveAnything() {
    float[][] briefly = rowAfterOneStep();
    float[][] endlessly = rowAfterOneStep();
    rule.drift(briefly, 0, 4, 1, 1_000, RATES, Penalty.NONE);
    rule.drift(endlessly, 0, 4, 1, 2_000_000_000, RATES, Penalty.NONE);
    assertThat(endlessly[0]).isEqualTo(briefly[0]);
    assertThat(endlessly[2]).containsOnly(0);
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void replayWithDecayEndsOnceTheWeightsAreGone() {
    float[][] x = rowAfterOneStep();
    rule.drift(x, 0, 4, 1, 2_000_000_000, RATES, Penalty.ofL2(0.1f));
    for (float weight : x[0]) {
      assertThat(weight).isCloseTo(0, within(1e-8f));
    }
  }

  @Test
  void momentsFadeAsIfEveryStepWereReplayed() {
    float[][] x = rowAfterOneStep();
    double expected = x[2][0] * Math.pow(0.999f, 999);
    rule.drift(x, 0, 4, 1, 1_000, RATES, Penalty.NONE);
    assertThat((double) x[2][0]).isCloseTo(expected, within(1e-4 * expected));
  }

  private float[][] rowAfterOneStep() {
    float[][] x = {{0.1f, -0.2f, 0.3f, 0}, new float[4], new float[4]};
    rule.step(x, new float[] {1, -1, 0.001f, 0.5f}, 0, 4, 1, 0.01f, Penalty.NONE);
    return x;
  }
}
