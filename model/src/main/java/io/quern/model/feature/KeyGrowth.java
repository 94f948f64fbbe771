package io.quern.model.feature;

import java.util.Map;
import java.util.TreeMap;

/**
 * How the number of distinct keys grows with the rows, from how often keys occur in some rows.
 *
 * <p>Fewer rows: rarefaction, the expected number in a random part of them (Hurlbert: "The
 * nonconcept of species diversity", 1971). More rows: Heaps' law with an exponent that falls. The
 * exponent {@code d log keys / d log rows} is measured over the last two doublings; it keeps
 * falling by the factor that it fell by between them. With power laws it does not fall, where
 * values run out it falls to 0.
 */
final class KeyGrowth {
  /** Expected occurrences above which keys count as present or not without a doubt. */
  private static final double CERTAIN = 300;

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
    double now = within(1, least);
    double half = within(0.5, least);
    double quarter = within(0.25, least);
    if (half <= 0) {
      return now;
    }
    double last = Math.log(now / half) / LOG_2;
    double before = quarter > 0 ? Math.log(half / quarter) / LOG_2 : last;
    double fall = last > 0 ? Math.max(0, Math.log(before / last)) : 1;
    double octaves = Math.log(factor) / LOG_2;
    double growth = last * Math.exp(-fall / 2) * integral(fall, octaves);
    return least <= 1
        ? Math.min(now * factor, now * Math.exp(LOG_2 * growth))
        : Math.min(distinct(factor, 1), now * Math.exp(LOG_2 * growth));
  }

  /** Of {@code exp(−fall x)} from 0 to {@code octaves}. */
  private static double integral(double fall, double octaves) {
    return fall < 1e-9 ? octaves : -Math.expm1(-fall * octaves) / fall;
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
