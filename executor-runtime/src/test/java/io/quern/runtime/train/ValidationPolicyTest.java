package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.runtime.train.ValidationPolicy.Verdict;
import org.junit.jupiter.api.Test;

class ValidationPolicyTest {
  private static final Verdict IMPROVED = new Verdict(true, false, false);
  private static final Verdict GO_ON = new Verdict(false, false, false);
  private static final Verdict LOWER = new Verdict(false, true, false);

  @Test
  void countsOnlyGainsAboveTheThreshold() {
    ValidationPolicy policy = new ValidationPolicy(0, 0);

    assertThat(policy.judge(0.7)).isEqualTo(IMPROVED);
    assertThat(policy.judge(0.7 + 0.9e-6)).isEqualTo(GO_ON);
    assertThat(policy.judge(0.7 + 1.1e-6)).isEqualTo(IMPROVED);
    assertThat(policy.judge(0.6)).isEqualTo(GO_ON);
  }

  @Test
  void stopsAfterSoManyValidationsInARowWithoutImprovement() {
    ValidationPolicy policy = new ValidationPolicy(2, 0);

    assertThat(policy.judge(0.7)).isEqualTo(IMPROVED);
    assertThat(policy.judge(0.6)).isEqualTo(GO_ON);
    assertThat(policy.judge(0.8)).isEqualTo(IMPROVED);
    assertThat(policy.judge(0.8)).isEqualTo(GO_ON);
    assertThat(policy.judge(0.7)).isEqualTo(new Verdict(false, false, true));
  }

  @Test
  void lowersRatesAfterEachSoManyValidationsWithoutImprovement() {
    ValidationPolicy policy = new ValidationPolicy(0, 2);

    assertThat(policy.judge(0.7)).isEqualTo(IMPROVED);
    assertThat(policy.judge(0.7)).isEqualTo(GO_ON);
    assertThat(policy.judge(0.7)).isEqualTo(LOWER);
    assertThat(policy.judge(0.7)).isEqualTo(GO_ON);
    assertThat(policy.judge(0.7)).isEqualTo(LOWER);
    assertThat(policy.judge(0.8)).isEqualTo(IMPROVED);
    assertThat(policy.judge(0.7)).isEqualTo(GO_ON);
  }

  @Test
  void lowersRatesToATenthButNotBelowTheFloor() {
    LearningRates rates = new LearningRates(1e-3, 5e-6);

    assertThat(rates.lowered().dense()).isEqualTo(1e-4);
    assertThat(rates.lowered().sparse()).isEqualTo(1e-6);
    assertThat(rates.lowered().lowered().sparse()).isEqualTo(1e-6);
    assertThat(new LearningRates(1e-7, 1).lowered().dense()).isEqualTo(1e-7);
  }
}
