package io.quern.model.network;

import io.quern.model.feature.FeatureLayout;
import java.util.Arrays;

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

  /** {@code uniqueRows}: the key of each unique row. Not read by a {@link Network}. */
  public long[] keys = new long[0];

  /** {@code size × layout.singles()}: the unique row of each single slot, row-major. */
  public int[] singles = new int[0];

  /**
   * {@code size × layout.numbers()}: what the row of a number slot is multiplied with; 1 for the
   * row of a missing value.
   */
  public float[] numbers = new float[0];

  /** {@code size × layout.bags() + 1}: where each bag begins in {@link #bagRows}. */
  public int[] bagOffsets = new int[1];

  /** The unique row of each bag element; a bag is never empty. */
  public int[] bagRows = new int[0];

  /** What the row of each bag element is multiplied with before a bag's rows are pooled. */
  public float[] bagFactors = new float[0];

  /**
   * {@code layout.bags()}: whether the slot's value is, coordinate by coordinate, the greatest of
   * the scaled rows instead of their sum. The same for every batch of a model.
   */
  public final boolean[] maxPooled;

  /** {@code size}: 0 or 1. Not read by {@link Network#predict}. */
  public float[] labels = new float[0];

  /**
   * {@code size}: factor of each example in the loss that is minimised, or empty where all are 1.
   * Not read by {@link Network#predict}.
   */
  public float[] weights = new float[0];

  public MiniBatch(FeatureLayout layout) {
    this.layout = layout;
    this.maxPooled = new boolean[layout.bags()];
  }

  /** Makes room for bag elements; the first {@code kept} of those that are there stay. */
  void reserveElements(int kept, int elements) {
    if (bagRows.length < elements) {
      int length = Math.max(elements, 2 * kept);
      bagRows = Arrays.copyOf(bagRows, length);
      bagFactors = Arrays.copyOf(bagFactors, length);
    }
  }

  /**
   * Which of some bag elements has the greatest scaled value of a coordinate; the first of equals.
   *
   * @param rows {@code uniqueRows × width}
   */
  int winner(float[] rows, int width, int coordinate, int begin, int end) {
    int winner = begin;
    float greatest = bagFactors[begin] * rows[bagRows[begin] * width + coordinate];
    for (int i = begin + 1; i < end; i++) {
      float value = bagFactors[i] * rows[bagRows[i] * width + coordinate];
      if (value > greatest) {
        greatest = value;
        winner = i;
      }
    }
    return winner;
  }

  /** Whether any bag is pooled by its maximum. */
  boolean hasMaxPooled() {
    for (boolean max : maxPooled) {
      if (max) {
        return true;
      }
    }
    return false;
  }
}
