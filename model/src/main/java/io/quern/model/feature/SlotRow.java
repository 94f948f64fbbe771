package io.quern.model.feature;

/** One row of {@link SlotRows}, copied. A cursor: reuses its memory; confined to one thread. */
public final class SlotRow {
  private final int[] values;
  private final int factorsOffset;
  private final int bagsOffset;
  private final int labelOffset;

  public SlotRow(FeatureLayout layout) {
    this.values = new int[SlotRows.stride(layout)];
    this.factorsOffset = layout.singles();
    this.bagsOffset = SlotRows.bagsOffset(layout);
    this.labelOffset = SlotRows.labelOffset(layout);
  }

  /** Moves to a row of the layout. */
  public void read(SlotRows rows, int row) {
    rows.copy(row, values);
  }

  /** The number of the key of a single slot. */
  public int single(int slot) {
    return values[slot];
  }

  /** What the row of a number slot is multiplied with. */
  public float factor(int numberSlot) {
    return Float.intBitsToFloat(values[factorsOffset + numberSlot]);
  }

  /** Index of a bag's first element, for {@link SlotRows#element}; that of the next bag ends it. */
  public int bagStart(int bag) {
    return values[bagsOffset + bag];
  }

  /** 0 or 1. */
  public float label() {
    return Float.intBitsToFloat(values[labelOffset]);
  }
}
