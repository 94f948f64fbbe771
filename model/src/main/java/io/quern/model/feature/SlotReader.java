package io.quern.model.feature;

import io.quern.model.feature.EncodedLayout.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the slots of encoded rows: applies to them what was fitted, and says of each slot which
 * table rows it is made of, and how. Training and PREDICT read slots through this class alone:
 * training row by row, PREDICT slot by slot.
 *
 * <p>A cursor: {@link #read} and {@link #readBag} overwrite the arrays. Allocates nothing per row
 * once they have grown; confined to one thread.
 */
public final class SlotReader {
  private final SlotKeys[] categories;
  private final NumberSlot[] numbers;
  private final BagSlot[] bags;

  /** The key of each single slot. */
  public final long[] singles;

  /** By number slot what its row is multiplied with; 1 for the row of a missing value. */
  public final float[] factors;

  /** {@code bags + 1}: where each bag begins in {@link #bagKeys}. */
  public final int[] bagOffsets;

  /** The keys of all bags' elements. */
  public long[] bagKeys = new long[16];

  /** What the row of each element is multiplied with, before rows are added or compared. */
  public float[] bagFactors = new float[16];

  public SlotReader(FeatureMap map) {
    List<SlotKeys> categories = new ArrayList<>();
    List<NumberSlot> numbers = new ArrayList<>();
    List<BagSlot> bags = new ArrayList<>();
    int[] places = new int[Part.values().length];
    for (Feature feature : FeatureMap.slots(map.features())) {
      FeatureFit fit = map.fitOf(feature);
      int place = places[Part.of(feature).ordinal()]++;
      switch (feature.kind()) {
        case CATEGORY -> categories.add(SlotKeys.of(feature, fit, place));
        case NUMBER ->
            numbers.add(
                feature.isQuantity()
                    ? quantity(feature, fit, map.features())
                    : NumberSlot.of(feature, fit, place));
        case BAG -> bags.add(BagSlot.of(feature, fit, place));
      }
    }
    this.categories = categories.toArray(SlotKeys[]::new);
    this.numbers = numbers.toArray(NumberSlot[]::new);
    this.bags = bags.toArray(BagSlot[]::new);
    this.singles = new long[this.categories.length + this.numbers.length];
    this.factors = new float[this.numbers.length];
    this.bagOffsets = new int[this.bags.length + 1];
  }

  private static NumberSlot quantity(Feature quantity, FeatureFit fit, List<Feature> features) {
    List<Feature> keys =
        FeatureMap.slots(features).stream()
            .filter(feature -> Part.of(feature) == Part.KEY)
            .toList();
    for (int place = 0; place < keys.size(); place++) {
      Feature category = keys.get(place);
      if (category.isUndecided() && category.columns().equals(quantity.columns())) {
        return NumberSlot.ofKey(quantity, fit, category, place);
      }
    }
    throw new IllegalArgumentException(
        "Feature '%s' has no category of %s".formatted(quantity.name(), quantity.columns()));
  }

  /** By bag, whether its value is the greatest, not the sum, of the elements' scaled rows. */
  public boolean[] maxPooled() {
    boolean[] max = new boolean[bags.length];
    for (int bag = 0; bag < max.length; bag++) {
      max[bag] = bags[bag].pooling() == Pooling.MAX;
    }
    return max;
  }

  /** By number slot, the key of a number that is there. */
  public long[] presenceKeys() {
    return Arrays.stream(numbers).mapToLong(NumberSlot::presenceKey).toArray();
  }

  /** By number slot, the key of a number that is missing and has a row of its own. */
  public long[] missingKeys() {
    return Arrays.stream(numbers).mapToLong(NumberSlot::missingKey).toArray();
  }

  /** Reads one row into the arrays. */
  public void read(EncodedRows rows, int row) {
    for (int slot = 0; slot < categories.length; slot++) {
      singles[slot] = categories[slot].fitted(categories[slot].encoded(rows, row));
    }
    for (int i = 0; i < numbers.length; i++) {
      NumberSlot number = numbers[i];
      float factor = number.factor(rows, row);
      boolean ownRow = Float.isNaN(factor);
      singles[categories.length + i] = ownRow ? number.missingKey() : number.presenceKey();
      factors[i] = ownRow ? 1 : factor;
    }
    for (int bag = 0; bag < bags.length; bag++) {
      bagOffsets[bag + 1] = readBag(rows, row, bag, bagOffsets[bag]);
    }
  }

  /**
   * The keys of a category in some rows, as they were encoded: {@link #vocabulary} says what they
   * stand for.
   *
   * @param keys the first {@code size} are overwritten
   */
  public void readEncoded(EncodedRows rows, int from, int size, int slot, long[] keys) {
    SlotKeys category = categories[slot];
    for (int i = 0; i < size; i++) {
      keys[i] = category.encoded(rows, from + i);
    }
  }

  /** What the encoded keys of a category stand for; empty where each stands for itself. */
  public Optional<SlotVocabulary> vocabulary(int slot) {
    return categories[slot].vocabulary();
  }

  /** What a number's row is multiplied with; NaN where it is the row of a missing value. */
  public float factor(EncodedRows rows, int row, int number) {
    return numbers[number].factor(rows, row);
  }

  /** Reads one bag to the front of its arrays; returns the number of its elements. */
  public int readBag(EncodedRows rows, int row, int bag) {
    return readBag(rows, row, bag, 0);
  }

  /** Returns where the bag ends. */
  private int readBag(EncodedRows rows, int row, int bag, int target) {
    int start = rows.bagStart(row, bag);
    int length = rows.bagEnd(row, bag) - start;
    if (bagKeys.length < target + length) {
      bagKeys = Arrays.copyOf(bagKeys, Math.max(target + length, 2 * target));
      bagFactors = Arrays.copyOf(bagFactors, bagKeys.length);
    }
    SlotKeys keys = bags[bag].keys();
    for (int i = 0; i < length; i++) {
      bagKeys[target + i] = keys.fitted(rows.bagKey(start + i));
    }
    bags[bag].setFactors(rows, start, length, bagFactors, target);
    return target + length;
  }
}
