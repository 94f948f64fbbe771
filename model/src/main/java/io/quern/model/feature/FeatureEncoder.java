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
  /** Encoded rows are written a column at a time; so many stay in the nearest cache meanwhile. */
  private static final int BLOCK_ROWS = 64;

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
    encodeBags(row, out);
    out.endRows(1);
  }

  /**
   * Appends rows, one feature after the other, with label 0. When reading them throws, nothing is
   * appended.
   *
   * @param to one past the last row
   * @param out of this encoder's layout
   */
  public void encode(FeatureRows rows, int from, int to, EncodedRowsBuilder out) {
    out.beginRows(to - from);
    for (int start = from; start < to; start += BLOCK_ROWS) {
      encodeBlock(rows, from, start, Math.min(to, start + BLOCK_ROWS), out);
    }
    out.endRows(to - from);
  }

  private void encodeBlock(FeatureRows rows, int first, int from, int to, EncodedRowsBuilder out) {
    for (int i = 0; i < keys.length; i++) {
      encodeKeys(keys[i], i, rows, first, from, to, out);
    }
    for (int i = 0; i < numbers.length; i++) {
      NumberEncoder number = numbers[i];
      for (int row = from; row < to; row++) {
        rows.moveTo(row);
        out.moveTo(row - first);
        out.number(i, number.number(rows));
      }
    }
    if (bags.length > 0) {
      for (int row = from; row < to; row++) {
        rows.moveTo(row);
        out.moveTo(row - first);
        encodeBags(rows, out);
      }
    }
  }

  private static void encodeKeys(
      KeyEncoder key,
      int place,
      FeatureRows rows,
      int first,
      int from,
      int to,
      EncodedRowsBuilder out) {
    for (int row = from; row < to; row++) {
      rows.moveTo(row);
      out.moveTo(row - first);
      out.key(place, key.key(rows));
    }
  }

  private void encodeBags(FeatureRow row, EncodedRowsBuilder out) {
    for (BagEncoder bag : bags) {
      bag.encode(row, out);
      out.endBag();
    }
  }
}
