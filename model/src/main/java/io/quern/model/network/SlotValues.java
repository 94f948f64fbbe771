package io.quern.model.network;

import io.quern.model.feature.FeatureLayout;

/**
 * Between table rows and the slot values of one example: rows as they are (categories), scaled by
 * the number (numbers), averaged (bags), and the transpose of that for gradients.
 */
final class SlotValues {
  private final FeatureLayout layout;
  private final int width;

  SlotValues(FeatureLayout layout, int width) {
    this.layout = layout;
    this.width = width;
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
      int begin = batch.bagOffsets[bag];
      int end = batch.bagOffsets[bag + 1];
      float weight = 1f / (end - begin);
      assignScaled(rows, batch.bagRows[begin] * width, weight, out, to);
      for (int i = begin + 1; i < end; i++) {
        addScaled(rows, batch.bagRows[i] * width, weight, out, to);
      }
    }
  }

  /** Adds what {@code slots}, the gradients of slot values, mean for {@code rows}. */
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
      int begin = batch.bagOffsets[bag];
      int end = batch.bagOffsets[bag + 1];
      float weight = 1f / (end - begin);
      for (int i = begin; i < end; i++) {
        addScaled(slots, from, weight, rows, batch.bagRows[i] * width);
      }
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
