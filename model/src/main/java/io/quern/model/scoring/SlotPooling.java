package io.quern.model.scoring;

import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.FeatureLayout;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.SlotReader;
import java.util.stream.IntStream;

/**
 * The slot values of one row: the key's row (categories), times the factor (numbers), the sum or
 * the greatest of the elements' scaled rows (bags). Zeros where the table has no such key. Confined
 * to one thread.
 */
final class SlotPooling {
  private final FeatureLayout layout;
  private final SlotReader slots;
  private final boolean[] maxPooled;

  /** By slot. */
  private final MappedRows.Lookup[] tables;

  private final int dim;
  private final float[] row;

  /** By number slot: the key that nearly every row asks for, and its row. */
  private final long[] presenceKeys;

  private final float[][] presentRows;

  /** By slot: the linear value. Overwritten by {@link #pool}. */
  final double[] linear;

  /** {@code slots × dim}: the vector. Overwritten by {@link #pool}. */
  final double[] embedding;

  SlotPooling(MappedRows rows, FeatureMap features) {
    this.layout = features.layout();
    this.slots = new SlotReader(features);
    this.maxPooled = slots.maxPooled();
    this.tables =
        IntStream.range(0, layout.slots()).mapToObj(rows::lookup).toArray(MappedRows.Lookup[]::new);
    this.dim = rows.layout().fullWidth() - 1;
    this.row = new float[1 + dim];
    this.linear = new double[layout.slots()];
    this.embedding = new double[Math.multiplyExact(layout.slots(), dim)];
    this.presenceKeys = slots.presenceKeys();
    this.presentRows = new float[presenceKeys.length][1 + dim];
    for (int number = 0; number < presentRows.length; number++) {
      tables[layout.categories() + number].copyRow(presenceKeys[number], presentRows[number]);
    }
  }

  int dim() {
    return dim;
  }

  /** Fills {@link #linear} and {@link #embedding} for one row. */
  void pool(EncodedRows rows, int index) {
    slots.read(rows, index);
    int categories = layout.categories();
    for (int slot = 0; slot < categories; slot++) {
      tables[slot].copyRow(slots.singles[slot], row);
      set(slot, 1, row);
    }
    for (int number = 0; number < presentRows.length; number++) {
      long key = slots.singles[categories + number];
      if (key == presenceKeys[number]) {
        set(categories + number, slots.factors[number], presentRows[number]);
      } else {
        tables[categories + number].copyRow(key, row);
        set(categories + number, slots.factors[number], row);
      }
    }
    for (int bag = 0; bag < maxPooled.length; bag++) {
      poolBag(bag);
    }
  }

  private void poolBag(int bag) {
    int slot = layout.singles() + bag;
    int start = slots.bagOffsets[bag];
    for (int i = start; i < slots.bagOffsets[bag + 1]; i++) {
      tables[slot].copyRow(slots.bagKeys[i], row);
      if (i == start) {
        set(slot, slots.bagFactors[i], row);
      } else if (maxPooled[bag]) {
        raise(slot, slots.bagFactors[i], row);
      } else {
        add(slot, slots.bagFactors[i], row);
      }
    }
  }

  private void set(int slot, double factor, float[] values) {
    linear[slot] = factor * values[0];
    int first = slot * dim;
    for (int d = 0; d < dim; d++) {
      embedding[first + d] = factor * values[1 + d];
    }
  }

  private void add(int slot, double factor, float[] values) {
    linear[slot] += factor * values[0];
    int first = slot * dim;
    for (int d = 0; d < dim; d++) {
      embedding[first + d] += factor * values[1 + d];
    }
  }

  private void raise(int slot, double factor, float[] values) {
    linear[slot] = Math.max(linear[slot], factor * values[0]);
    int first = slot * dim;
    for (int d = 0; d < dim; d++) {
      embedding[first + d] = Math.max(embedding[first + d], factor * values[1 + d]);
    }
  }
}
