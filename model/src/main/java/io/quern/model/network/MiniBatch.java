package io.quern.model.network;

import io.quern.model.feature.FeatureLayout;

/**
 * One mini-batch, as index arrays into the unique table rows it needs. A reusable buffer: the
 * arrays may be longer than what is in use, and the next batch overwrites them. Confined to one
 * thread.
 *
 * <p>The rows themselves travel beside it as {@code float[uniqueRows * width]}, where width is 1 +
 * embedding dimension: first the linear weight, then the embedding.
 */
public final class MiniBatch {
  /** How a row's slots are arranged. */
  public final FeatureLayout layout;

  /** Number of examples in use. */
  public int size;

  /** Number of unique table rows in use. */
  public int uniqueRows;

  /** {@code size × layout.singles()}: the unique row of each single slot, row-major. */
  public int[] singles = new int[0];

  /**
   * {@code size × layout.numbers()}: what the row of a number slot is scaled with: the standardised
   * value, or 1 where the value is missing.
   */
  public float[] numbers = new float[0];

  /** {@code size × layout.bags() + 1}: where each bag begins in {@link #bagRows}. */
  public int[] bagOffsets = new int[1];

  /** The unique row of each bag element; a bag is never empty. */
  public int[] bagRows = new int[0];

  /** {@code size}: 0 or 1. Not read by {@link Network#predict}. */
  public float[] labels = new float[0];

  /**
   * {@code size}: factor of each example in the loss that is minimised, or empty where all are 1.
   * Not read by {@link Network#predict}.
   */
  public float[] weights = new float[0];

  public MiniBatch(FeatureLayout layout) {
    this.layout = layout;
  }
}
