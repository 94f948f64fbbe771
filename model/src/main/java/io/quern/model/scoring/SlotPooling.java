package io.quern.model.scoring;

import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.FeatureLayout;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.SlotReader;

/**
 * The slot values of some rows, slot by slot: the key's row (categories), times the factor
 * (numbers), the sum or the greatest of the elements' scaled rows (bags). Zeros where the table has
 * no such key. Confined to one thread.
 */
final class SlotPooling {
  private final FeatureLayout layout;
  private final MappedRows tables;
  private final SlotReader slots;
  private final boolean[] maxPooled;

  /** By slot. */
  private final RowFinder[] finders;

  private final int dim;
  private final float[] row;

  /** By number slot: the row of numbers that are there, and of those that are missing. */
  private final float[][] presentRows;

  private final float[][] missingRows;

  private long[] keys = new long[0];
  private long[] places = new long[0];
  private double[] linear = new double[0];
  private double[] vectors = new double[0];

  SlotPooling(MappedRows tables, FeatureMap features) {
    this.layout = features.layout();
    this.tables = tables;
    this.slots = new SlotReader(features);
    this.maxPooled = slots.maxPooled();
    this.finders =
        tables.searches().stream()
            .map(search -> new RowFinder(search, layout.slots()))
            .toArray(RowFinder[]::new);
    this.dim = tables.layout().fullWidth() - 1;
    this.row = new float[1 + dim];
    this.presentRows = rows(slots.presenceKeys());
    this.missingRows = rows(slots.missingKeys());
  }

  private float[][] rows(long[] keys) {
    float[][] rows = new float[keys.length][1 + dim];
    for (int number = 0; number < keys.length; number++) {
      int slot = layout.categories() + number;
      tables.copyRow(slot, finders[slot].find(keys[number]), rows[number]);
    }
    return rows;
  }

  int slots() {
    return layout.slots();
  }

  /** Length of a slot's vector. */
  int dim() {
    return dim;
  }

  /** Passes all slots of {@code size} rows on. */
  void pool(EncodedRows rows, int from, int size, SlotTarget target) {
    if (places.length < size) {
      keys = new long[size];
      places = new long[size];
      linear = new double[size];
      vectors = new double[Math.multiplyExact(size, dim)];
    }
    for (int slot = 0; slot < layout.categories(); slot++) {
      slots.readEncoded(rows, from, size, slot, keys);
      finders[slot].find(keys, size, places);
      if (tables.isFull(slot)) {
        target.stored(slot, finders[slot].table(), places, size);
      } else {
        widenRows(slot, size);
        target.pooled(slot, linear, vectors, size);
      }
    }
    for (int number = 0; number < presentRows.length; number++) {
      scaleNumbers(rows, from, size, number);
      target.pooled(layout.categories() + number, linear, vectors, size);
    }
    for (int bag = 0; bag < maxPooled.length; bag++) {
      for (int i = 0; i < size; i++) {
        poolBag(rows, from + i, bag, i);
      }
      target.pooled(layout.singles() + bag, linear, vectors, size);
    }
  }

  private void widenRows(int slot, int size) {
    for (int i = 0; i < size; i++) {
      tables.copyRow(slot, places[i], row);
      set(i, 1, row);
    }
  }

  private void scaleNumbers(EncodedRows rows, int from, int size, int number) {
    for (int i = 0; i < size; i++) {
      float factor = slots.factor(rows, from + i, number);
      if (Float.isNaN(factor)) {
        set(i, 1, missingRows[number]);
      } else {
        set(i, factor, presentRows[number]);
      }
    }
  }

  private void poolBag(EncodedRows rows, int index, int bag, int at) {
    int slot = layout.singles() + bag;
    int elements = slots.readBag(rows, index, bag);
    for (int i = 0; i < elements; i++) {
      tables.copyRow(slot, finders[slot].find(slots.bagKeys[i]), row);
      if (i == 0) {
        set(at, slots.bagFactors[i], row);
      } else if (maxPooled[bag]) {
        raise(at, slots.bagFactors[i]);
      } else {
        add(at, slots.bagFactors[i]);
      }
    }
  }

  private void set(int at, double factor, float[] values) {
    linear[at] = factor * values[0];
    int first = at * dim;
    for (int d = 0; d < dim; d++) {
      vectors[first + d] = factor * values[1 + d];
    }
  }

  private void add(int at, double factor) {
    linear[at] += factor * row[0];
    int first = at * dim;
    for (int d = 0; d < dim; d++) {
      vectors[first + d] += factor * row[1 + d];
    }
  }

  private void raise(int at, double factor) {
    linear[at] = Math.max(linear[at], factor * row[0]);
    int first = at * dim;
    for (int d = 0; d < dim; d++) {
      vectors[first + d] = Math.max(vectors[first + d], factor * row[1 + d]);
    }
  }
}
