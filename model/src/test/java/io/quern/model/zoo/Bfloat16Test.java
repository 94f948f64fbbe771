package io.quern.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quern.model.feature.FeatureLayout;
import io.quern.model.network.Gradients;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.Misfit;
import io.quern.model.network.Network;
import io.quern.model.network.NetworkSpec;
import io.quern.model.network.Precision;
import io.quern.model.tensorflow.Processor;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training in bfloat16 beside the same in 32 bits. */
final class Bfloat16Test {
  private static final FeatureLayout LAYOUT = new FeatureLayout(6, 1, 1);
  private static final int ROWS = 200;
  private static final int BATCH = 512;

  @Test
  void isRefusedWhereTheProcessorLacksIt() {
    Processor old = new Processor(Set.of("avx2", "fma"));
    assertThat(Precision.misfit(spec("DeepFM", "fp32"), old)).isEmpty();
    assertThat(Precision.misfit(spec("DeepFM", "bf16"), new Processor(Set.of("amx_bf16"))))
        .isEmpty();
    assertThat(Precision.misfit(spec("DeepFM", "bf16"), old))
        .contains(
            new Misfit(
                "precision",
                "Option 'precision' must be 'fp32' on this processor, found 'bf16'",
                "bf16 needs Linux and avx512_bf16 or amx_bf16 among the flags in /proc/cpuinfo"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DeepFM", "DCNv2", "FwFM", "xDeepFM"})
  void gradientsAreCloseAndPredictionsTheSame(String name) {
    requireBfloat16();
    Step full = new Step(spec(name, "fp32"));
    Step half = new Step(spec(name, "bf16"));
    assertThat(half.gradients.loss).isNotEqualTo(full.gradients.loss);
    assertThat(half.gradients.loss).isCloseTo(full.gradients.loss, within(2e-3f));
    assertClose("dense", half.gradients.dense, full.gradients.dense, 2e-2);
    // A unit near 0 that falls to its other side counts for more where few examples are summed.
    assertClose("rows", half.gradients.rows, full.gradients.rows, 5e-2);
    assertThat(half.predictions).isEqualTo(full.predictions);
  }

  @Test
  void learnsAsWell() {
    requireBfloat16();
    LearningTest.Outcome full = new LearningTest().train("DeepFM", 0.2, "precision", "fp32");
    LearningTest.Outcome half = new LearningTest().train("DeepFM", 0.2, "precision", "bf16");
    assertThat(full.area()).isBetween(0.7, 0.9);
    assertThat(half.area()).isCloseTo(full.area(), within(0.005));
    for (int step = 0; step < full.losses().length; step++) {
      assertThat(half.losses()[step])
          .describedAs("loss of step %d", step)
          .isCloseTo(full.losses()[step], within(0.03f));
    }
  }

  private static void requireBfloat16() {
    assumeTrue(Processor.ofThisHost().multipliesBfloat16(), "This processor has no bfloat16");
  }

  /** The difference's length is at most that share of the gradient's. */
  private static void assertClose(String what, float[] half, float[] full, double share) {
    double difference = 0;
    double length = 0;
    for (int i = 0; i < full.length; i++) {
      difference += (double) (half[i] - full[i]) * (half[i] - full[i]);
      length += (double) full[i] * full[i];
    }
    assertThat(Math.sqrt(difference)).describedAs(what).isLessThan(share * Math.sqrt(length));
  }

  private static NetworkSpec spec(String name, String precision) {
    return Specs.of(
        name,
        LAYOUT,
        "embeddingDim",
        "8",
        "hiddenUnits",
        "64,32",
        "dropout",
        "0",
        "batchNorm",
        "false",
        "cinUnits",
        "8",
        "precision",
        precision);
  }

  /** One training step and one prediction on the same random batch. */
  private static final class Step {
    private final Gradients gradients = new Gradients();
    private final float[] predictions = new float[BATCH];

    Step(NetworkSpec spec) {
      RandomBatches random = new RandomBatches(11);
      MiniBatch batch = random.batch(LAYOUT, BATCH, ROWS);
      for (int i = 0; i < BATCH; i++) {
        batch.labels[i] = i % 4 == 0 ? 1 : 0; // as in click logs, so that gradients add up
      }
      float[] rows = random.gaussian(ROWS * spec.rowWidth(), 0.3);
      try (Network network = Networks.named(spec.network()).create(spec)) {
        float[] dense = random.gaussian(network.dense().size(), 0.1);
        network.train(batch, rows, dense, 1, gradients);
        network.predict(batch, rows, dense, predictions);
      }
    }
  }
}
