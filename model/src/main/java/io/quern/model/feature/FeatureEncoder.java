package io.quern.model.feature;

import io.quern.model.feature.EncodedLayout.Part;
import java.util.List;

/**
 * Turns rows into keys and numbers, as far as nothing fitted is needed. The one code path of
 * training, PREDICT and serving; {@link SlotReader} does the rest.
 *
 * <p>Missing are NULL, a NaN, an infinite number (but not as a category), and an array without
 * elements that are there; missing elements of an array are skipped. Allocates nothing per row.
 * Immutable and thread-safe.
 */
public final class FeatureEncoder {
  private final EncodedLayout layout;
  private final KeyEncoder[] keys;
  private final NumberEncoder[] numbers;
  private final BagEncoder[] bags;

  public FeatureEncoder(FeatureSchema schema) {
    List<Feature> slots = FeatureMap.slots(schema.features());
    this.layout = EncodedLayout.of(schema);
    this.keys =
        slots.stream()
            .filter(feature -> Part.of(feature) == Part.KEY)
            .map(feature -> KeyEncoder.of(schema, feature))
            .toArray(KeyEncoder[]::new);
    this.numbers =
        slots.stream()
            .filter(feature -> Part.of(feature) == Part.NUMBER)
            .map(feature -> NumberEncoder.of(schema, feature))
            .toArray(NumberEncoder[]::new);
    this.bags =
        slots.stream()
            .filter(feature -> Part.of(feature) == Part.BAG)
            .map(feature -> BagEncoder.of(schema, feature))
            .toArray(BagEncoder[]::new);
  }

  public EncodedLayout layout() {
    return layout;
  }

  /**
   * Appends one row. When reading the row throws, nothing is appended.
   *
   * @param label 0 or 1; any value where there is none
   * @param out of this encoder's layout
   */
  public void encode(FeatureRow row, float label, EncodedRowsBuilder out) {
    out.beginRow(label);
    for (int i = 0; i < keys.length; i++) {
      out.key(i, keys[i].key(row));
    }
    for (int i = 0; i < numbers.length; i++) {
      out.number(i, numbers[i].number(row));
    }
    for (BagEncoder bag : bags) {
      bag.encode(row, out);
      out.endBag();
    }
    out.endRow();
  }
}
