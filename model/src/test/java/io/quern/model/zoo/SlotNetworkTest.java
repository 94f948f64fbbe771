package io.quern.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.FeatureLayout;
import io.quern.model.network.Gradients;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import io.quern.model.network.NetworkSpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SlotNetworkTest {
  private static final List<FeatureLayout> LAYOUTS =
      List.of(
          new FeatureLayout(5, 0, 0),
          new FeatureLayout(0, 3, 0),
          new FeatureLayout(0, 0, 2),
          new FeatureLayout(3, 2, 2));

  @Test
  void logisticRegressionAgreesWithReference() {
    for (FeatureLayout layout : LAYOUTS) {
      check("LR", layout, 0, ReferenceNetwork::logisticRegression);
    }
  }

  @Test
  void factorizationMachineAgreesWithReference() {
    for (FeatureLayout layout : LAYOUTS) {
      check("FM", layout, 4, ReferenceNetwork::factorizationMachine);
    }
  }

  @Test
  void staysFiniteForHugeLogits() {
    FeatureLayout layout = new FeatureLayout(1, 0, 0);
    MiniBatch batch = new RandomBatches(1).batch(layout, 2, 2);
    batch.labels = new float[] {0, 1};
    Gradients step = new Gradients();
    try (Network network = Networks.named("LR").create(spec("LR", layout, 0))) {
      network.train(batch, new float[] {1e4f, -1e4f}, new float[1], 0, step);
    }
    assertThat(step.loss).isEqualTo(1e4f);
    assertThat(Arrays.copyOf(step.probabilities, 2)).containsExactly(1f, 0f);
    assertThat(Arrays.copyOf(step.rows, 2)).containsExactly(0.5f, -0.5f);
  }

  @Test
  void overwritesWhatAnEarlierStepLeft() {
    FeatureLayout layout = new FeatureLayout(3, 1, 1);
    RandomBatches random = new RandomBatches(3);
    MiniBatch batch = random.batch(layout, 8, 6);
    float[] rows = random.gaussian(6 * 5, 0.5);
    float[] dense = {0.1f};
    Gradients fresh = new Gradients();
    Gradients reused = new Gradients();
    try (Network network = Networks.named("fm").create(spec("FM", layout, 4))) {
      network.train(batch, rows, dense, 0, fresh);
      network.train(random.batch(layout, 20, 6), rows, dense, 0, reused);
      network.train(batch, rows, dense, 0, reused);
    }
    assertThat(Arrays.copyOf(reused.rows, rows.length)).isEqualTo(fresh.rows);
    assertThat(reused.loss).isEqualTo(fresh.loss);
  }

  private static void check(
      String name, FeatureLayout layout, int dim, ReferenceNetwork.Logits logits) {
    RandomBatches random = new RandomBatches(layout.hashCode());
    int uniqueRows = 9;
    MiniBatch batch = random.batch(layout, 16, uniqueRows);
    float[] rows = random.gaussian(uniqueRows * (1 + dim), 0.5);
    float[] dense = {0.3f};
    ReferenceNetwork reference = new ReferenceNetwork(batch, 1 + dim, logits);
    try (Network network = Networks.named(name).create(spec(name, layout, dim))) {
      GradientCheck.assertStepAgrees(network, reference, batch, rows, dense);
      batch.weights = random.weights(batch.size);
      GradientCheck.assertStepAgrees(network, reference, batch, rows, dense);
      GradientCheck.assertPredictionAgrees(network, reference, batch, rows, dense);
    }
  }

  private static NetworkSpec spec(String name, FeatureLayout layout, int dim) {
    return Specs.of(name, layout, "embeddingDim", String.valueOf(Math.max(1, dim)));
  }
}
