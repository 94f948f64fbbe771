package io.quern.model.metric;

import java.util.Arrays;

/** A growing list of scores. */
final class ScoreBuffer {
  private double[] scores = new double[64];
  private int size;

  int size() {
    return size;
  }

  void add(double score) {
    if (size == scores.length) {
      scores = Arrays.copyOf(scores, 2 * size);
    }
    scores[size++] = score;
  }

  /** What was added, ascending; the buffer is empty afterwards. */
  double[] drainSorted() {
    double[] sorted = Arrays.copyOf(scores, size);
    Arrays.sort(sorted);
    size = 0;
    return sorted;
  }
}
