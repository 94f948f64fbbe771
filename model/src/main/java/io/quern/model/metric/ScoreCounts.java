package io.quern.model.metric;

import java.util.Arrays;

/**
 * How many positives and negatives had each distinct score.
 *
 * @param scores distinct, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // three columns of one table; never compared
record ScoreCounts(double[] scores, long[] positives, long[] negatives) {
  static final ScoreCounts EMPTY = ofSize(0);

  static ScoreCounts ofSize(int size) {
    return new ScoreCounts(new double[size], new long[size], new long[size]);
  }

  /** From the sorted scores of each class. */
  static ScoreCounts of(double[] positives, double[] negatives) {
    return ofClass(positives, true).plus(ofClass(negatives, false));
  }

  private static ScoreCounts ofClass(double[] sorted, boolean positive) {
    ScoreCounts counts = ofSize(sorted.length);
    int size = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        counts.scores[size++] = sorted[i];
      }
      (positive ? counts.positives : counts.negatives)[size - 1]++;
    }
    return counts.first(size);
  }

  int size() {
    return scores.length;
  }

  /** Both together. */
  ScoreCounts plus(ScoreCounts other) {
    ScoreCounts sum = ofSize(size() + other.size());
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < size() || j < other.size()) {
      boolean mine = j == other.size() || (i < size() && scores[i] <= other.scores[j]);
      boolean theirs = i == size() || (j < other.size() && other.scores[j] <= scores[i]);
      sum.scores[size] = mine ? scores[i] : other.scores[j];
      if (mine) {
        sum.addTo(size, this, i++);
      }
      if (theirs) {
        sum.addTo(size, other, j++);
      }
      size++;
    }
    return sum.first(size);
  }

  private void addTo(int index, ScoreCounts from, int at) {
    positives[index] += from.positives[at];
    negatives[index] += from.negatives[at];
  }

  private ScoreCounts first(int size) {
    return size == size()
        ? this
        : new ScoreCounts(
            Arrays.copyOf(scores, size),
            Arrays.copyOf(positives, size),
            Arrays.copyOf(negatives, size));
  }
}
