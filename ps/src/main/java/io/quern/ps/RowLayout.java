package io.quern.ps;

/**
 * How a row lies in memory and in a saved state: {@code key (8) | last step (4, where {@link
 * #hasStep}) | shows (4) clicks (4, where {@link #hasScore}) | weights | state slots}; weights are
 * {@code width} floats, state slots {@code slotWidth} each.
 *
 * @param slots of state, as the update rule needs
 * @param slotWidth floats of a state slot
 * @param drifts whether steps change rows that they do not touch
 * @param hasStep whether the row remembers the last step applied to it
 * @param hasScore whether the row counts shows and clicks
 */
record RowLayout(
    int width, int slots, int slotWidth, boolean drifts, boolean hasStep, boolean hasScore) {
  private static final int KEY_BYTES = 8;

  static RowLayout of(TableConfig table) {
    UpdateRule rule = UpdateRule.of(table.optimizer(), table.width());
    boolean drifts = rule.drifts(table.penalty());
    return new RowLayout(
        table.width(),
        rule.slots(),
        rule.slotWidth(table.width()),
        drifts,
        drifts || table.eviction().unseenEpochs() > 0,
        table.eviction().scores());
  }

  int stepOffset() {
    return KEY_BYTES;
  }

  int showsOffset() {
    return KEY_BYTES + (hasStep ? 4 : 0);
  }

  int clicksOffset() {
    return showsOffset() + 4;
  }

  /** Where weights (slot 0) or a state slot (1 …) begins. */
  int valuesOffset(int slot) {
    int weights = showsOffset() + (hasScore ? 8 : 0);
    return slot == 0 ? weights : weights + 4 * (width + (slot - 1) * slotWidth);
  }

  /** Floats of weights (slot 0) or of a state slot (1 …). */
  int valuesWidth(int slot) {
    return slot == 0 ? width : slotWidth;
  }

  /** Bytes of a row, which is also the payload that memory use is measured against. */
  int rowBytes() {
    return valuesOffset(1 + slots);
  }
}
