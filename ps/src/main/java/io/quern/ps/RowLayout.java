package io.quern.ps;

/**
 * How a row lies in memory: {@code key (8) | last step (4, only where untouched rows drift) |
 * weights | state slots}; weights are {@code width} floats, state slots {@code slotWidth} each.
 *
 * @param slots of state, as the update rule needs
 * @param slotWidth floats of a state slot
 * @param hasStep whether the row remembers the last step applied to it
 */
record RowLayout(int width, int slots, int slotWidth, boolean hasStep) {
  private static final int KEY_BYTES = 8;

  static RowLayout of(TableConfig table) {
    UpdateRule rule = UpdateRule.of(table.optimizer(), table.width());
    return new RowLayout(
        table.width(), rule.slots(), rule.slotWidth(table.width()), rule.drifts(table.penalty()));
  }

  int stepOffset() {
    return KEY_BYTES;
  }

  /** Where weights (slot 0) or a state slot (1 …) begins. */
  int valuesOffset(int slot) {
    int weights = KEY_BYTES + (hasStep ? 4 : 0);
    return slot == 0 ? weights : weights + 4 * (width + (slot - 1) * slotWidth);
  }

  /** Floats of weights (slot 0) or of a state slot (1 …). */
  int valuesWidth(int slot) {
    return slot == 0 ? width : slotWidth;
  }

  /** Floats of all state slots. */
  int stateWidth() {
    return slots * slotWidth;
  }

  /** Bytes of a row, which is also the payload that memory use is measured against. */
  int rowBytes() {
    return valuesOffset(1 + slots);
  }
}
