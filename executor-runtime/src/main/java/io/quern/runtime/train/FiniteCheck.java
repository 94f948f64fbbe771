package io.quern.runtime.train;

import io.quern.api.QuernException;
import io.quern.model.network.Gradients;
import io.quern.model.network.MiniBatch;

/**
 * Stops a training whose numbers have left the finite, before they reach a parameter server, and
 * names where: epoch, step, worker, and the feature or dense block at fault. Confined to the
 * worker's thread.
 */
final class FiniteCheck {
  /** The exponent bits: all set in NaN and the infinities, and in nothing else. */
  private static final int NOT_FINITE = 0x7f80_0000;

  private final int worker;
  private final DivergenceCause cause;

  FiniteCheck(int worker, DivergenceCause cause) {
    this.worker = worker;
    this.cause = cause;
  }

  /**
   * Checks what a step yielded.
   *
   * @param index of the batch, 0-based
   * @param rows the batch's weights
   * @param rowValues how many of them are in use
   * @param dense the dense weights
   * @throws QuernException {@code DATA} for the first number that is not finite
   */
  void step(
      int epoch,
      int index,
      MiniBatch batch,
      float[] rows,
      int rowValues,
      float[] dense,
      Gradients gradients) {
    String when = " at step %d of epoch %d on worker %d: ".formatted(index + 1, epoch, worker);
    if (!Float.isFinite(gradients.loss)) {
      throw Divergence.of(
          "The loss is " + gradients.loss + when + cause.ofWeights(batch, rows, dense));
    }
    if (!areFinite(gradients.probabilities, batch.size)) {
      throw Divergence.of("A prediction is NaN" + when + cause.ofWeights(batch, rows, dense));
    }
    if (!areFinite(gradients.rows, rowValues) || !areFinite(gradients.dense, dense.length)) {
      throw Divergence.of(
          "A gradient is not finite" + when + cause.ofGradients(batch, rows, dense, gradients));
    }
  }

  /** Checks the predictions of held-out rows, likewise. */
  void predictions(int epoch, MiniBatch batch, float[] rows, float[] dense, float[] probabilities) {
    if (!areFinite(probabilities, batch.size)) {
      throw Divergence.of(
          "A prediction of the validation is NaN after epoch %d on worker %d: %s"
              .formatted(epoch, worker, cause.ofWeights(batch, rows, dense)));
    }
  }

  private static boolean areFinite(float[] values, int length) {
    int largest = 0;
    for (int i = 0; i < length; i++) {
      largest = Math.max(largest, Float.floatToRawIntBits(values[i]) & NOT_FINITE);
    }
    return largest != NOT_FINITE;
  }
}
