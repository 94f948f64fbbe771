package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ValidationScoresTest {
  @Test
  void partsThatTravelledAsBytesGiveWhatTheWholeGives() {
    ValidationScores whole = new ValidationScores(0.4);
    ValidationScores merged = new ValidationScores(0.4);
    Random random = new Random(3);
    for (int part = 0; part < 3; part++) {
      ValidationScores scores = new ValidationScores(0.4);
      for (int i = 0; i < 200; i++) {
        float probability = random.nextFloat();
        boolean positive = random.nextFloat() < probability;
        for (ValidationScores target : new ValidationScores[] {scores, whole}) {
          target.add(probability, positive);
          target.addToGroup(i % 7, probability, positive);
        }
      }
      merged.merge(ValidationScores.fromBytes(scores.toBytes()));
    }
    assertThat(merged.rows()).isEqualTo(600);
    Evaluation expected = whole.evaluation();
    Evaluation found = merged.evaluation();
    expected
        .trainingMetrics()
        .forEach(
            (name, value) ->
                assertThat(found.trainingMetrics().get(name))
                    .describedAs(name)
                    .isCloseTo(value, within(1e-12)));
    assertThat(found.gauc()).isBetween(0.6, 1.0);
  }

  @Test
  void withoutPredictionsNothingIsDefined() {
    assertThat(Evaluation.NONE.isPresent()).isFalse();
    assertThat(Evaluation.NONE.validationMetrics().values()).containsOnly(Double.NaN);
    assertThat(Evaluation.NONE.validationMetrics())
        .containsOnlyKeys(
            "validationLoss",
            "validationAuc",
            "validationGauc",
            "validationNormalizedEntropy",
            "validationCopc",
            "validationRmse",
            "validationPrecision",
            "validationRecall",
            "validationF1",
            "validationAccuracy");
  }
}
