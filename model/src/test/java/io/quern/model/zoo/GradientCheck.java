package io.quern.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.Gradients;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import java.util.Arrays;

/** Holds a network's training step and prediction against a {@link ReferenceNetwork}. */
final class GradientCheck {
  private static final double TOLERANCE = 1e-5;

  private GradientCheck() {}

  /** One step without dropout: loss, probabilities and all trained gradients. */
  static void assertStepAgrees(
      Network network, ReferenceNetwork reference, MiniBatch batch, float[] rows, float[] dense) {
    Gradients step = new Gradients();
    network.train(batch, rows, dense, 1, step);
    assertThat((double) step.loss).isCloseTo(reference.loss(rows, dense), within(TOLERANCE));
    assertClose("probability", step.probabilities, reference.probabilities(rows, dense));
    assertClose("row gradient", step.rows, reference.rowGradients(rows, dense));
    double[] expected = reference.denseGradients(rows, dense);
    int offset = 0;
    for (DenseBlock block : network.dense().blocks()) {
      int end = offset + block.size();
      if (block.role() != DenseBlock.Role.STATISTIC) {
        assertClose(
            block.name(),
            Arrays.copyOfRange(step.dense, offset, end),
            Arrays.copyOfRange(expected, offset, end));
      }
      offset = end;
    }
  }

  static void assertPredictionAgrees(
      Network network, ReferenceNetwork reference, MiniBatch batch, float[] rows, float[] dense) {
    float[] probabilities = new float[batch.size];
    network.predict(batch, rows, dense, probabilities);
    assertClose("prediction", probabilities, reference.probabilities(rows, dense));
  }

  private static void assertClose(String what, float[] actual, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i])
          .describedAs("%s %d", what, i)
          .isCloseTo(expected[i], within(TOLERANCE * Math.max(1, Math.abs(expected[i]))));
    }
  }
}
