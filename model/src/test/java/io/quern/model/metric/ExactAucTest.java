package io.quern.model.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ExactAucTest {
  @Test
  void agreesWithCountingPairsForAnyTies() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      int levels = 1 + random.nextInt(40);
      double[] scores = new double[2 + random.nextInt(300)];
      boolean[] labels = new boolean[scores.length];
      ExactAuc auc = new ExactAuc();
      for (int i = 0; i < scores.length; i++) {
        scores[i] = random.nextInt(levels) / (double) levels - 0.5;
        labels[i] = random.nextInt(3) == 0;
        auc.add(scores[i], labels[i]);
      }
      assertThat(auc.auc()).isEqualTo(RocAreaReference.auc(scores, labels), within(1e-12));
    }
  }

  @Test
  void doesNotDependOnHowPartsAreMerged() {
    Random random = new Random(1);
    ExactAuc whole = new ExactAuc();
    ExactAuc[] parts = {new ExactAuc(), new ExactAuc(), new ExactAuc()};
    for (int i = 0; i < 200_000; i++) {
      double score = (float) random.nextGaussian();
      boolean positive = random.nextDouble() < 1 / (1 + Math.exp(-score));
      whole.add(score, positive);
      parts[random.nextInt(3)].add(score, positive);
    }
    ExactAuc merged = ExactAuc.fromBytes(parts[2].toBytes());
    merged.merge(parts[0]);
    merged.merge(ExactAuc.fromBytes(parts[1].toBytes()));
    assertThat(merged.auc()).isEqualTo(whole.auc());
    assertThat(merged.toBytes()).isEqualTo(whole.toBytes());
    assertThat(merged.count()).isEqualTo(200_000);
  }

  @Test
  void isNotANumberForOneClass() {
    ExactAuc auc = new ExactAuc();
    assertThat(auc.auc()).isNaN();
    auc.add(0.3, true);
    auc.add(0.4, true);
    assertThat(auc.auc()).isNaN();
  }

  @Test
  void treatsBothZerosAsTie() {
    ExactAuc auc = new ExactAuc();
    auc.add(0.0, true);
    auc.add(-0.0, false);
    assertThat(auc.auc()).isEqualTo(0.5);
  }

  @Test
  void rejectsWhatHasNoOrder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExactAuc().add(Double.NaN, true))
        .withMessage("Invalid score: NaN");
  }
}
