package io.quern.model.feature;

import java.io.Serializable;

/**
 * Which values of a feature have a row of their own. The others share one row of that feature, the
 * out-of-vocabulary row; values that only PREDICT sees share it, too. A missing value always has
 * its own row.
 *
 * @param minCount values seen less often in the training rows are left out; from 1
 * @param maxSize at most so many values are kept, the most frequent first, ties by ascending key; 0
 *     for no limit
 */
public record Vocabulary(int minCount, int maxSize) implements Serializable {
  /** Every value has a row of its own; nothing is counted and there is no out-of-vocabulary row. */
  public static final Vocabulary ALL = new Vocabulary(1, 0);

  public Vocabulary {
    if (minCount < 1 || maxSize < 0) {
      throw new IllegalArgumentException(
          "Invalid vocabulary: minCount %d, maxSize %d".formatted(minCount, maxSize));
    }
  }

  /** Whether values can be left out. */
  public boolean isLimited() {
    return minCount > 1 || maxSize > 0;
  }
}
