package io.quern.model.feature;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of tables that a training on more rows than were counted would have: vocabularies cut,
 * shared tables counted once. Immutable; thread-safe as long as nobody adds to the census.
 */
public final class KeyEstimates {
  private final KeyCensus census;
  private final List<Feature> slots;
  private final double factor;
  private final Map<String, Long> known;

  /**
   * @param features as fitted to the rows of the census
   * @param factor how many times as many rows the training has
   * @param known distinct values of columns, by name, where statistics tell
   */
  public KeyEstimates(
      KeyCensus census, FeatureMap features, double factor, Map<String, Long> known) {
    this.census = requireNonNull(census, "census is null");
    this.slots = FeatureMap.slots(features.features());
    this.factor = factor;
    this.known = Map.copyOf(known);
  }

  /** The features in the order of their slots. */
  public List<Feature> slots() {
    return slots;
  }

  /** Whether the number is no more than what was counted, for want of other rows. */
  public boolean isCounted(int slot) {
    return factor <= 1 && census.sample(slot).level() == 0;
  }

  /** Whether statistics tell how many values a feature has. */
  public boolean isKnown(int slot) {
    Feature feature = slots.get(slot);
    return factor > 1
        && feature.transform() instanceof Transform.Category
        && known.containsKey(feature.columns().get(0));
  }

  /** What the feature of a slot brings. */
  public KeyEstimate of(int slot) {
    return of(slot, 1);
  }

  /**
   * Likewise, of values that occur so often.
   *
   * @param admitted least occurrences in the training's rows
   */
  private KeyEstimate of(int slot, long admitted) {
    KeyGrowth growth = growth(List.of(slot), List.of(1L), 0);
    double correction = correction(slot, growth);
    double values = growth.distinct(factor, 1) * correction;
    long least = leastCount(slot);
    Vocabulary limits = slots.get(slot).transform().vocabularyLimits();
    double kept = growth.distinct(factor, Math.max(least, admitted)) * correction;
    boolean cut = limits.maxSize() > 0 && kept > limits.maxSize();
    double rows = cut ? limits.maxSize() : kept;
    return new KeyEstimate(values, least > 1 || cut ? Math.min(values, rows + 1) : rows);
  }

  private double correction(int slot, KeyGrowth growth) {
    if (!isKnown(slot)) {
      return 1;
    }
    double seen = growth.distinct(1, 1);
    long told = known.get(slots.get(slot).columns().get(0));
    return Math.max(seen, told) / growth.distinct(factor, 1);
  }

  /** The least count of a value that the vocabulary of a slot keeps. */
  private long leastCount(int slot) {
    Vocabulary limits = slots.get(slot).transform().vocabularyLimits();
    KeyGrowth growth = growth(List.of(slot), List.of(1L), 0);
    long least = limits.leastCount(Math.round(growth.distinct(factor, 1)));
    return limits.isTooLarge(Math.round(growth.distinct(factor, least))) ? 1 : least;
  }

  /**
   * Distinct rows of a batch, all features together. In more rows fewer values are too rare for a
   * vocabulary, so that batches have more. Features that share a table count each for itself; no
   * vocabulary is cut to a size.
   *
   * @param examples of the batch
   */
  public double ofBatch(double examples) {
    double rows = 0;
    for (int slot = 0; slot < slots.size(); slot++) {
      rows += ofBatch(slot, examples / census.rows());
    }
    return rows;
  }

  /**
   * @param share of the counted rows
   */
  private double ofBatch(int slot, double share) {
    double least = leastCount(slot) / Math.max(1, factor);
    double[] kept = {0};
    double[] left = {0};
    KeySample sample = census.sample(slot);
    sample
        .counts()
        .forEach(
            (key, count) -> {
              if (count >= least) {
                kept[0] -= Math.expm1(-share * count);
              } else {
                left[0] += count;
              }
            });
    double keysEach = 1L << sample.level();
    return keysEach * kept[0] - Math.expm1(-share * keysEach * left[0]);
  }

  /**
   * Rows that several features have all together.
   *
   * @param chosen by slot
   * @param admitted least occurrences in the training's rows, beside what vocabularies ask for
   */
  public double rows(List<Integer> chosen, long admitted) {
    Map<String, List<Integer>> byTable = new LinkedHashMap<>();
    for (int slot : chosen) {
      byTable.computeIfAbsent(slots.get(slot).table(), table -> new ArrayList<>()).add(slot);
    }
    double rows = 0;
    for (List<Integer> sharing : byTable.values()) {
      rows += sharing.size() == 1 ? of(sharing.get(0), admitted).rows() : shared(sharing, admitted);
    }
    return rows;
  }

  /** Rows of the keys that some feature of a table keeps. */
  private double shared(List<Integer> sharing, long admitted) {
    List<Long> least = sharing.stream().map(slot -> Math.max(leastCount(slot), admitted)).toList();
    int level = sharing.stream().mapToInt(slot -> census.sample(slot).level()).max().orElse(0);
    return growth(sharing, least, level).distinct(factor, 1);
  }

  /**
   * Of the keys of several slots.
   *
   * @param least by slot, the occurrences that keep a key; others count as so many times fewer
   * @param atLevel of the sample, at least
   */
  private KeyGrowth growth(List<Integer> sharing, List<Long> least, int atLevel) {
    int level = Math.max(atLevel, census.sample(sharing.get(0)).level());
    Map<Long, Long> occurrences = new HashMap<>();
    for (int i = 0; i < sharing.size(); i++) {
      KeySample sample = new KeySample();
      sample.merge(census.sample(sharing.get(i)));
      sample.raise(level);
      long needed = least.get(i);
      sample.counts().forEach((key, count) -> occurrences.merge(key, count / needed, Math::max));
    }
    KeyGrowth growth = new KeyGrowth();
    occurrences.values().stream()
        .filter(count -> count > 0)
        .forEach(count -> growth.add(count, 1L << level));
    return growth;
  }
}
