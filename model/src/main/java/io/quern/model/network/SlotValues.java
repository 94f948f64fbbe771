package io.quern.model.network;

import io.quern.model.feature.FeatureLayout;

/**
 * Between table rows and the slot values of one example: rows as they are (categories), scaled by
 * the number (numbers), scaled and added or the greatest of them (bags), and the transpose of that
 * for gradients.
 */
final class SlotValues {
  private final FeatureLayout layout;
  private final int width;

  /** By bag slot and coordinate, the element of the last example that had the greatest value. */
  private final int[] winners;

  SlotValues(FeatureLayout layout, int width) {
    this.layout = layout;
    this.width = width;
    this.winners = new int[layout.bags() * width];
  }

  /** Fills {@code out}, {@code slots × width}, from {@code rows}, {@code uniqueRows × width}. */
  void gather(MiniBatch batch, int example, float[] rows, float[] out) {
    int singles = layout.singles();
    int categories = layout.categories();
    int first = example * singles;
    int to = 0;
    for (int slot = 0; slot < categories; slot++, to += width) {
      System.arraycopy(rows, batch.singles[first + slot] * width, out, to, width);
    }
    int number = example * layout.numbers();
    for (int slot = categories; slot < singles; slot++, to += width) {
      assignScaled(rows, batch.singles[first + slot] * width, batch.numbers[number++], out, to);
    }
    int bag = example * layout.bags();
    for (int slot = singles; slot < layout.slots(); slot++, bag++, to += width) {
      if (batch.maxPooled[slot - singles]) {
        gatherGreatest(batch, bag, slot - singles, rows, out, to);
      } else {
        gatherSum(batch, bag, rows, out, to);
      }
    }
  }

  private void gatherSum(MiniBatch batch, int bag, float[] rows, float[] out, int to) {
    int begin = batch.bagOffsets[bag];
    int end = batch.bagOffsets[bag + 1];
    assignScaled(rows, batch.bagRows[begin] * width, batch.bagFactors[begin], out, to);
    for (int i = begin + 1; i < end; i++) {
      addScaled(rows, batch.bagRows[i] * width, batch.bagFactors[i], out, to);
    }
  }

  private void gatherGreatest(
      MiniBatch batch, int bag, int bagSlot, float[] rows, float[] out, int to) {
    for (int d = 0; d < width; d++) {
      int winner = batch.winner(rows, width, d, batch.bagOffsets[bag], batch.bagOffsets[bag + 1]);
      winners[bagSlot * width + d] = winner;
      out[to + d] = batch.bagFactors[winner] * rows[batch.bagRows[winner] * width + d];
    }
  }

  /**
   * Adds what {@code slots}, the gradients of slot values, mean for {@code rows}. Follows {@link
   * #gather} of the same example: a maximum's gradient goes to the element that won.
   */
  void scatter(MiniBatch batch, int example, float[] slots, float[] rows) {
    int singles = layout.singles();
    int categories = layout.categories();
    int first = example * singles;
    int from = 0;
    for (int slot = 0; slot < categories; slot++, from += width) {
      add(slots, from, rows, batch.singles[first + slot] * width);
    }
    int number = example * layout.numbers();
    for (int slot = categories; slot < singles; slot++, from += width) {
      addScaled(slots, from, batch.numbers[number++], rows, batch.singles[first + slot] * width);
    }
    int bag = example * layout.bags();
    for (int slot = singles; slot < layout.slots(); slot++, bag++, from += width) {
      if (batch.maxPooled[slot - singles]) {
        scatterGreatest(batch, slot - singles, slots, from, rows);
      } else {
        for (int i = batch.bagOffsets[bag]; i < batch.bagOffsets[bag + 1]; i++) {
          addScaled(slots, from, batch.bagFactors[i], rows, batch.bagRows[i] * width);
        }
      }
    }
  }

  private void scatterGreatest(
      MiniBatch batch, int bagSlot, float[] slots, int from, float[] rows) {
    for (int d = 0; d < width; d++) {
      int winner = winners[bagSlot * width + d];
      rows[batch.bagRows[winner] * width + d] += batch.bagFactors[winner] * slots[from + d];
    }
  }

  private void assignScaled(float[] source, int from, float factor, float[] target, int to) {
    for (int i = 0; i < width; i++) {
      target[to + i] = factor * source[from + i];
    }
  }

  private void addScaled(float[] source, int from, float factor, float[] target, int to) {
    for (int i = 0; i < width; i++) {
      target[to + i] += factor * source[from + i];
    }
  }

  private void add(float[] source, int from, float[] target, int to) {
    for (int i = 0; i < width; i++) {
      target[to + i] += source[from + i];
    }
  }
}
