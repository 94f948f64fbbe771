package io.quern.model.feature;

import io.quern.model.feature.EncodedLayout.Part;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the slots of encoded rows: applies to them what was fitted, and says of each slot which
 * table rows it is made of, and how. Training and PREDICT read slots through this class alone.
 *
 * <p>A cursor: {@link #read} overwrites the arrays. Allocates nothing per row once they have grown;
 * confined to one thread.
 */
public final class SlotReader {
  private final FeatureLayout layout;
  private final SlotKeys[] categories;
  private final NumberScale[] scales;
  private final long[] presenceKeys;
  private final long[] missingKeys;
  private final int[] numberColumns;
  private final SlotKeys[] bags;
  private final Pooling[] poolings;
  private final boolean[] scaled;

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
    this.layout = map.layout();
    List<Feature> slots = FeatureMap.slots(map.features());
    List<Feature> numbers = slots.subList(layout.categories(), layout.singles());
    this.categories = new SlotKeys[layout.categories()];
    this.bags = new SlotKeys[layout.bags()];
    this.poolings = new Pooling[layout.bags()];
    this.scaled = new boolean[layout.bags()];
    int[] places = new int[Part.values().length];
    for (int slot = 0; slot < layout.categories(); slot++) {
      int place = places[Part.of(slots.get(slot)).ordinal()]++;
      categories[slot] = SlotKeys.of(slots.get(slot), map.fitOf(slots.get(slot)), place);
    }
    this.numberColumns = new int[layout.numbers()];
    Arrays.setAll(numberColumns, i -> places[Part.NUMBER.ordinal()] + i);
    this.scales =
        numbers.stream()
            .map(f -> new NumberScale((Transform.Number) f.transform(), map.fitOf(f).statistics()))
            .toArray(NumberScale[]::new);
    long[] salts = numbers.stream().mapToLong(f -> FeatureKeys.columnSalt(f.table())).toArray();
    this.presenceKeys = Arrays.stream(salts).map(FeatureKeys::presence).toArray();
    this.missingKeys = Arrays.stream(salts).map(FeatureKeys::missing).toArray();
    for (int bag = 0; bag < layout.bags(); bag++) {
      Feature feature = slots.get(layout.singles() + bag);
      bags[bag] = SlotKeys.of(feature, map.fitOf(feature), bag);
      boolean isBag = feature.transform() instanceof Transform.Bag;
      poolings[bag] = isBag ? ((Transform.Bag) feature.transform()).pooling() : Pooling.MEAN;
      scaled[bag] = isBag && ((Transform.Bag) feature.transform()).weighted();
    }
    this.singles = new long[layout.singles()];
    this.factors = new float[layout.numbers()];
    this.bagOffsets = new int[layout.bags() + 1];
  }

  /** By bag, whether its value is the greatest, not the sum, of the elements' scaled rows. */
  public boolean[] maxPooled() {
    boolean[] max = new boolean[poolings.length];
    for (int bag = 0; bag < max.length; bag++) {
      max[bag] = poolings[bag] == Pooling.MAX;
    }
    return max;
  }

  /** By number slot, the key of a number that is there. */
  public long[] presenceKeys() {
    return presenceKeys.clone();
  }

  /** Reads one row into the arrays. */
  public void read(EncodedRows rows, int row) {
    for (int slot = 0; slot < categories.length; slot++) {
      singles[slot] = categories[slot].single(rows, row);
    }
    for (int i = 0; i < scales.length; i++) {
      readNumber(rows.number(row, numberColumns[i]), i);
    }
    for (int bag = 0; bag < bags.length; bag++) {
      readBag(rows, row, bag);
    }
  }

  private void readNumber(double value, int number) {
    NumberScale scale = scales[number];
    float factor = Double.isNaN(value) ? scale.missingFactor() : scale.factor(value);
    boolean ownRow = Float.isNaN(factor);
    singles[categories.length + number] = ownRow ? missingKeys[number] : presenceKeys[number];
    factors[number] = ownRow ? 1 : factor;
  }

  private void readBag(EncodedRows rows, int row, int bag) {
    int start = rows.bagStart(row, bag);
    int length = rows.bagEnd(row, bag) - start;
    int target = bagOffsets[bag];
    if (bagKeys.length < target + length) {
      bagKeys = Arrays.copyOf(bagKeys, Math.max(target + length, 2 * target));
      bagFactors = Arrays.copyOf(bagFactors, bagKeys.length);
    }
    for (int i = 0; i < length; i++) {
      bagKeys[target + i] = bags[bag].element(rows.bagKey(start + i));
    }
    if (scaled[bag]) {
      readFactors(rows, start, length, target, poolings[bag]);
    } else {
      float factor = poolings[bag] == Pooling.MEAN ? 1f / length : 1;
      Arrays.fill(bagFactors, target, target + length, factor);
    }
    bagOffsets[bag + 1] = target + length;
  }

  private void readFactors(EncodedRows rows, int start, int length, int target, Pooling pooling) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      float weight = rows.bagWeight(start + i);
      bagFactors[target + i] = weight;
      sum += Math.abs(weight);
    }
    if (pooling == Pooling.MEAN && sum > 0) {
      for (int i = target; i < target + length; i++) {
        bagFactors[i] = (float) (bagFactors[i] / sum);
      }
    }
  }
}
