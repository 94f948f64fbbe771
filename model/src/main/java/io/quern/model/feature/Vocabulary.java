package io.quern.model.feature;

import java.io.Serializable;

/**
 * Which values of a feature have a row of their own. The others share one row of that feature, the
 * out-of-vocabulary row; values that only PREDICT sees share it, too. A missing value always has
 * its own row.
 *
 * <p>Left to the data, values seen fewer than {@value #RARE} times are left out, except where there
 * are few values at all or more than a vocabulary should hold: a model learns such a value by heart
 * from its handful of rows, but only many of them do harm.
 *
 * @param minCount values seen less often in the training rows are left out; from 1; 0 leaves it to
 *     the data
 * @param maxSize at most so many values are kept, the most frequent first, ties by ascending key; 0
 *     for no limit
 */
public record Vocabulary(int minCount, int maxSize) implements Serializable {
  /** Every value has a row of its own; nothing is counted and there is no out-of-vocabulary row. */
  public static final Vocabulary ALL = new Vocabulary(1, 0);

  /** The data decides. */
  public static final Vocabulary AUTOMATIC = new Vocabulary(0, 0);

  /** Values seen less often are rare, where the data decides. */
  public static final int RARE = 5;

  /** Where the data decides, features of no more values keep all. */
  public static final int FEW = 200;

  /** Where the data decides, features of more values that are not rare have no vocabulary. */
  public static final int MANY = 1 << 22;

  public Vocabulary {
    if (minCount < 0 || maxSize < 0) {
      throw new IllegalArgumentException(
          "Invalid vocabulary: minCount %d, maxSize %d".formatted(minCount, maxSize));
    }
  }

  /** Whether values can be left out. */
  public boolean isLimited() {
    return minCount != 1 || maxSize > 0;
  }

  /** The same, decided: where it is left to the data, by that count. */
  public Vocabulary orElse(int count) {
    return isAutomatic() ? new Vocabulary(count, maxSize) : this;
  }

  boolean isAutomatic() {
    return minCount == 0;
  }

  /** The least count that is kept, of a feature of that many values or at least as many. */
  long leastCount(long distinct) {
    if (!isAutomatic()) {
      return minCount;
    }
    return distinct > FEW ? RARE : 1;
  }

  /** Whether that many values are more than a vocabulary holds. */
  boolean isTooLarge(long kept) {
    return isAutomatic() && maxSize == 0 && kept > MANY;
  }
}
