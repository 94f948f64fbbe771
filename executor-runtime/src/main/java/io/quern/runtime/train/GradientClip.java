package io.quern.runtime.train;

import io.quern.model.algorithm.StepChoice;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.Gradients;

/**
 * Cuts a batch's gradient to size: first each component, then the length of the whole, which is
 * that of all rows of the batch and all trained dense parameters together. Batch statistics stay.
 *
 * <p>Pascanu, Mikolov, Bengio, "On the difficulty of training recurrent neural networks", 2013,
 * algorithm 1.
 */
final class GradientClip {
  private final double clipNorm;
  private final double clipValue;
  private final boolean[] trained;

  GradientClip(StepChoice step, DenseLayout layout) {
    this.clipNorm = step.clipNorm();
    this.clipValue = step.clipValue();
    this.trained = new boolean[layout.size()];
    int offset = 0;
    for (DenseBlock block : layout.blocks()) {
      for (int i = offset; i < offset + block.size(); i++) {
        trained[i] = block.role() != DenseBlock.Role.STATISTIC;
      }
      offset += block.size();
    }
  }

  /**
   * @param rowValues how many values of {@code gradients.rows} are in use
   */
  void apply(Gradients gradients, int rowValues) {
    if (clipValue > 0) {
      cut(gradients, rowValues, (float) clipValue);
    }
    if (clipNorm > 0) {
      double norm = norm(gradients, rowValues);
      if (norm > clipNorm) {
        scale(gradients, rowValues, (float) (clipNorm / norm));
      }
    }
  }

  private void cut(Gradients gradients, int rowValues, float limit) {
    float[] rows = gradients.rows;
    for (int i = 0; i < rowValues; i++) {
      rows[i] = Math.max(-limit, Math.min(limit, rows[i]));
    }
    float[] dense = gradients.dense;
    for (int i = 0; i < trained.length; i++) {
      if (trained[i]) {
        dense[i] = Math.max(-limit, Math.min(limit, dense[i]));
      }
    }
  }

  private double norm(Gradients gradients, int rowValues) {
    double squares = 0;
    for (int i = 0; i < rowValues; i++) {
      squares += (double) gradients.rows[i] * gradients.rows[i];
    }
    for (int i = 0; i < trained.length; i++) {
      if (trained[i]) {
        squares += (double) gradients.dense[i] * gradients.dense[i];
      }
    }
    return Math.sqrt(squares);
  }

  private void scale(Gradients gradients, int rowValues, float factor) {
    for (int i = 0; i < rowValues; i++) {
      gradients.rows[i] *= factor;
    }
    for (int i = 0; i < trained.length; i++) {
      if (trained[i]) {
        gradients.dense[i] *= factor;
      }
    }
  }
}
