package io.quern.model.network;

/**
 * What one training step yields. A reusable buffer; arrays may be longer than what is in use.
 * Confined to one thread.
 */
public final class Gradients {
  /** Mean log loss of the batch, without weights of examples and without regularisation. */
  public float loss;

  /** {@code size}: the predictions made during the step (dropout and batch statistics included). */
  public float[] probabilities = new float[0];

  /** {@code uniqueRows × width}: gradient of the mean over examples of weight × log loss. */
  public float[] rows = new float[0];

  /**
   * {@code DenseLayout.size()}: gradient of the same; for a {@link DenseBlock.Role#STATISTIC} block
   * the batch's statistic itself.
   */
  public float[] dense = new float[0];

  /** Grows the arrays that are shorter than this; what they hold is lost then. */
  void reserve(int examples, int rowValues, int denseValues) {
    if (probabilities.length < examples) {
      probabilities = new float[examples];
    }
    if (rows.length < rowValues) {
      rows = new float[rowValues];
    }
    if (dense.length < denseValues) {
      dense = new float[denseValues];
    }
  }
}
