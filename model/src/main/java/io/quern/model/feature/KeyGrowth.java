package io.quern.model.feature;

import java.util.Map;
import java.util.TreeMap;

/**
 * How the number of distinct keys grows with the rows, from how often keys occur in some rows.
 *
 * <p>Fewer rows: rarefaction, the expected number in a random part of them (Hurlbert: "The
 * nonconcept of species diversity", 1971). More rows: Heaps' law with an exponent that falls. The
 * exponent {@code d log keys / d log rows} is measured over the last three doublings; it keeps
 * falling, and if it fell faster and faster, so it goes on. With power laws it does not fall, where
 * values run out it falls to 0.
 */
final class KeyGrowth {
  /** Expected occurrences above which keys count as present or not without a doubt. */
  private static final double CERTAIN = 300;

  /** By how much faster an exponent falls from one doubling to the next, at most. */
  private static final double MOST_QUICKENING = 2;

  private static final int STEPS_PER_DOUBLING = 16;
  private static final double LOG_2 = Math.log(2);

  /** By number of occurrences, how many keys have it. */
  private final Map<Long, Double> keys = new TreeMap<>();

  void add(long occurrences, double weight) {
    keys.merge(occurrences, weight, Double::sum);
  }

  /**
   * Distinct keys in other rows of the same kind.
   *
   * @param factor how many times as many
   * @param least occurrences that a key needs to be counted
   */
  double distinct(double factor, long least) {
    if (factor <= 1) {
      return within(factor, least);
    }
    double grown = within(1, least) * Math.pow(2, growth(Math.log(factor) / LOG_2, least));
    return Math.min(grown, least <= 1 ? within(1, 1) * factor : distinct(factor, 1));
  }

  /** By how many doublings the keys grow while the rows double so many times. */
  private double growth(double doublings, long least) {
    double[] exponents = exponents(least);
    if (exponents[0] <= 0) {
      return 0;
    }
    double fall = fall(exponents[0], exponents[1]);
    double fallBefore = fall(exponents[1], exponents[2]);
    double quicker = fallBefore > 0 ? Math.max(1, Math.min(MOST_QUICKENING, fall / fallBefore)) : 1;
    int steps = (int) Math.ceil(doublings * STEPS_PER_DOUBLING);
    double width = doublings / steps;
    double growth = 0;
    double exponent = exponents[0];
    double at = -0.5; // the middle of the last doubling
    for (int step = 0; step < steps; step++) {
      double middle = (step + 0.5) * width;
      exponent *= Math.exp(-fall * Math.pow(quicker, (at + middle) / 2 + 1) * (middle - at));
      growth += exponent * width;
      at = middle;
    }
    return growth;
  }

  private static double fall(double exponent, double before) {
    return exponent > 0 && before > 0 ? Math.max(0, Math.log(before / exponent)) : 0;
  }

  /** Of the last doubling, the one before, and the one before that. */
  private double[] exponents(long least) {
    double[] exponents = new double[3];
    for (int doubling = 0; doubling < exponents.length; doubling++) {
      double end = within(Math.pow(2, -doubling), least);
      double start = within(Math.pow(2, -doubling - 1), least);
      exponents[doubling] = start > 0 ? Math.log(end / start) / LOG_2 : 0;
    }
    return exponents;
  }

  /** Expected in a random part of the rows. */
  private double within(double part, long least) {
    double expected = 0;
    for (Map.Entry<Long, Double> entry : keys.entrySet()) {
      expected += entry.getValue() * atLeast(least, entry.getKey(), part);
    }
    return expected;
  }

  /** The chance that of {@code occurrences}, each kept with a chance, so many are kept. */
  static double atLeast(long least, long occurrences, double chance) {
    if (occurrences < least) {
      return 0;
    }
    if (chance >= 1) {
      return 1;
    }
    if (occurrences * chance > CERTAIN || least > CERTAIN) {
      return occurrences * chance >= least ? 1 : 0;
    }
    double exactly = Math.exp(occurrences * Math.log1p(-chance));
    double fewer = 0;
    for (long kept = 0; kept < least; kept++) {
      fewer += exactly;
      exactly *= (double) (occurrences - kept) / (kept + 1) * chance / (1 - chance);
    }
    return Math.max(0, 1 - fewer);
  }
}
