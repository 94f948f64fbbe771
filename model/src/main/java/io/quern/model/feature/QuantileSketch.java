package io.quern.model.feature;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Quantiles of many numbers in bounded memory. Exact up to {@value #MOST_DISTINCT} distinct values.
 * Beyond, values are kept in levels, a value of level h standing for 2^h; a level that holds
 * {@value #CAPACITY} is sorted and every other of its values goes one level up, by turns the first
 * of each two and the second: Manku, Rajagopalan and Lindsay, "Approximate Medians and other
 * Quantiles in One Pass and with Limited Memory", SIGMOD 1998.
 *
 * <p>Each such step moves a rank by at most 2^h, and level h has at most n / ({@value #CAPACITY} ·
 * 2^h) of them, so that the rank of a boundary is wrong by at most log2(n / {@value #CAPACITY}) /
 * {@value #CAPACITY} of the n values: 0.2 % of a billion. Alternating cancels most of that. Nothing
 * is random: the same values in the same order, merged in the same order, give the same result.
 * Confined to one thread.
 */
final class QuantileSketch implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Up to so many distinct values are counted one by one. */
  static final int MOST_DISTINCT = 4096;

  /** Values of a level. */
  static final int CAPACITY = 8192;

  /** Not looked at yet. */
  private final double[] pending = new double[CAPACITY];

  private int pendingSize;

  /** Ascending, while {@link #levels} is empty. */
  private double[] distinct = new double[0];

  /** Of each distinct value. */
  private long[] counts = new long[0];

  private final ArrayList<Level> levels = new ArrayList<>();
  private long size;

  /** Values that stand for equally many. */
  private static final class Level implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double[] values = new double[CAPACITY];
    private int size;
    private boolean second;
  }

  /** Number of values taken in. */
  long size() {
    return size;
  }

  /**
   * @param value not NaN
   */
  void add(double value) {
    if (pendingSize == pending.length) {
      flush();
    }
    pending[pendingSize++] = value + 0.0; // no -0
    size++;
  }

  /** Takes in what another has. */
  void merge(QuantileSketch other) {
    other.flush();
    flush();
    size += other.size;
    if (levels.isEmpty() && other.levels.isEmpty()) {
      mergeCounts(other.distinct, other.counts, other.distinct.length);
      return;
    }
    spill();
    for (int i = 0; i < other.distinct.length; i++) {
      addWeighted(other.distinct[i], other.counts[i]);
    }
    for (int height = 0; height < other.levels.size(); height++) {
      Level level = other.levels.get(height);
      for (int i = 0; i < level.size; i++) {
        addTo(height, level.values[i]);
      }
    }
  }

  /**
   * Boundaries that part the values into equally many: the i-th is the value of rank i·n/parts, so
   * that about that many are below it. Boundaries that no value is below are left out, and each is
   * there once; they ascend.
   */
  List<Double> boundaries(int parts) {
    flush();
    double[] values = distinct;
    long[] weights = counts;
    if (!levels.isEmpty()) {
      int total = levels.stream().mapToInt(level -> level.size).sum();
      values = new double[total];
      weights = new long[total];
      int filled = 0;
      for (int height = 0; height < levels.size(); height++) {
        Level level = levels.get(height);
        System.arraycopy(level.values, 0, values, filled, level.size);
        filled += level.size;
      }
      double[] unsorted = values.clone();
      Arrays.sort(values);
      weights = weightsOf(values, unsorted);
    }
    return boundaries(values, weights, parts);
  }

  /** The weights of sorted values: those of equal values added up at the first of them. */
  private long[] weightsOf(double[] sorted, double[] unsorted) {
    long[] weights = new long[sorted.length];
    int place = 0;
    for (int height = 0; height < levels.size(); height++) {
      for (int i = 0; i < levels.get(height).size; i++, place++) {
        weights[firstPlace(sorted, unsorted[place])] += 1L << height;
      }
    }
    return weights;
  }

  private static int firstPlace(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static List<Double> boundaries(double[] values, long[] weights, int parts) {
    long total = Arrays.stream(weights).sum();
    List<Double> boundaries = new ArrayList<>();
    long below = 0;
    int part = 1;
    for (int i = 0; i < values.length; i++) {
      // The value has the ranks below to below + weight, exclusive.
      boolean reached = false;
      while (part < parts && (double) part * total / parts < below + weights[i]) {
        reached = true;
        part++;
      }
      if (reached && below > 0) {
        boundaries.add(values[i]);
      }
      below += weights[i];
    }
    return boundaries;
  }

  private void flush() {
    if (levels.isEmpty()) {
      Arrays.sort(pending, 0, pendingSize);
      long[] ones = new long[pendingSize];
      Arrays.fill(ones, 1);
      mergeCounts(pending, ones, pendingSize);
    } else {
      for (int i = 0; i < pendingSize; i++) {
        addTo(0, pending[i]);
      }
    }
    pendingSize = 0;
  }

  /** Merges ascending values, equal ones side by side, into the counted ones. */
  private void mergeCounts(double[] values, long[] weights, int length) {
    double[] merged = new double[distinct.length + length];
    long[] sums = new long[merged.length];
    int filled = 0;
    int i = 0;
    int j = 0;
    while (i < distinct.length || j < length) {
      boolean mine = j == length || (i < distinct.length && distinct[i] <= values[j]);
      double value = mine ? distinct[i] : values[j];
      long weight = mine ? counts[i++] : weights[j++];
      if (filled > 0 && merged[filled - 1] == value) {
        sums[filled - 1] += weight;
      } else {
        merged[filled] = value;
        sums[filled++] = weight;
      }
    }
    distinct = Arrays.copyOf(merged, filled);
    counts = Arrays.copyOf(sums, filled);
    if (filled > MOST_DISTINCT) {
      spill();
    }
  }

  /** Gives up counting one by one. */
  private void spill() {
    if (levels.isEmpty()) {
      levels.add(new Level());
    }
    for (int i = 0; i < distinct.length; i++) {
      addWeighted(distinct[i], counts[i]);
    }
    distinct = new double[0];
    counts = new long[0];
  }

  private void addWeighted(double value, long weight) {
    for (long rest = weight; rest != 0; rest &= rest - 1) {
      addTo(Long.numberOfTrailingZeros(rest), value);
    }
  }

  private void addTo(int height, double value) {
    while (levels.size() <= height) {
      levels.add(new Level());
    }
    Level level = levels.get(height);
    if (level.size == CAPACITY) {
      halve(height);
    }
    level.values[level.size++] = value;
  }

  private void halve(int height) {
    Level level = levels.get(height);
    Arrays.sort(level.values, 0, level.size);
    int first = level.second ? 1 : 0;
    level.second = !level.second;
    for (int i = first; i < CAPACITY; i += 2) {
      addTo(height + 1, level.values[i]);
    }
    level.size = 0;
  }
}
