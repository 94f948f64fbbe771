package io.quern.ps;

/**
 * How a row lies in memory: {@code key (8) | last step (4, only where untouched rows drift) |
 * weights | state slots}, each of the latter {@code width} floats.
 *
 * @param slots of state, as the update rule needs
 * @param hasStep whether the row remembers the last step applied to it
 */
record RowLayout(int width, int slots, boolean hasStep) {
  private static final int KEY_BYTES = 8;

  int stepOffset() {
    return KEY_BYTES;
  }

  /** Where weights (slot 0) or a state slot (1 …) begins. */
  int valuesOffset(int slot) {
    return KEY_BYTES + (hasStep ? 4 : 0) + slot * 4 * width;
  }

  /** Bytes of a row, which is also the payload that memory use is measured against. */
  int rowBytes() {
    return valuesOffset(1 + slots);
  }
}
