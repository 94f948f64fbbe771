package io.quern.model.scoring;

import io.quern.model.bundle.SparseTable;
import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureKeys;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureLayout;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureStatistics;
import java.util.Arrays;
import java.util.List;

/**
 * The slot values of one row: the key's row (categories), times the standardised number (numbers;
 * the missing row as it is where there is none), mean of the elements' rows (bags). Zeros where the
 * table has no such key. Confined to one thread.
 */
final class SlotPooling {
  private final SparseTable table;
  private final FeatureLayout layout;
  private final FeatureStatistics[] numbers;
  private final int dim;
  private final float[] row;

  /** By number slot: the rows of its two keys, which nearly every row asks for. */
  private final float[][] presentRows;

  private final float[][] missingRows;

  /** By slot: the linear value. Overwritten by {@link #pool}. */
  final double[] linear;

  /** {@code slots × dim}: the vector. Overwritten by {@link #pool}. */
  final double[] embedding;

  SlotPooling(SparseTable table, FeatureMap features) {
    this.table = table;
    this.layout = features.layout();
    this.numbers = features.numberStatistics().toArray(FeatureStatistics[]::new);
    this.dim = table.width() - 1;
    this.row = new float[table.width()];
    this.linear = new double[layout.slots()];
    this.embedding = new double[Math.multiplyExact(layout.slots(), dim)];
    long[] salts = numberSalts(features.features());
    this.presentRows =
        Arrays.stream(salts).map(FeatureKeys::presence).mapToObj(this::row).toArray(float[][]::new);
    this.missingRows =
        Arrays.stream(salts).map(FeatureKeys::missing).mapToObj(this::row).toArray(float[][]::new);
  }

  private static long[] numberSalts(List<Feature> features) {
    return features.stream()
        .filter(feature -> feature.kind() == FeatureKind.NUMBER)
        .mapToLong(feature -> FeatureKeys.columnSalt(feature.table()))
        .toArray();
  }

  private float[] row(long key) {
    float[] copy = new float[table.width()];
    table.copyRow(key, copy, 0);
    return copy;
  }

  int dim() {
    return dim;
  }

  /** Fills {@link #linear} and {@link #embedding} for one row. */
  void pool(EncodedRows rows, int index) {
    for (int slot = 0; slot < layout.categories(); slot++) {
      table.copyRow(rows.key(index, slot), row, 0);
      set(slot, 1, row);
    }
    for (int number = 0; number < numbers.length; number++) {
      double value = rows.number(index, number);
      int slot = layout.categories() + number;
      if (Double.isNaN(value)) {
        set(slot, 1, missingRows[number]);
      } else {
        set(slot, numbers[number].standardise(value), presentRows[number]);
      }
    }
    for (int bag = 0; bag < layout.bags(); bag++) {
      poolBag(rows, rows.bagStart(index, bag), rows.bagEnd(index, bag), layout.singles() + bag);
    }
  }

  private void poolBag(EncodedRows rows, int start, int end, int slot) {
    double weight = 1.0 / (end - start);
    linear[slot] = 0;
    Arrays.fill(embedding, slot * dim, slot * dim + dim, 0);
    for (int i = start; i < end; i++) {
      if (table.copyRow(rows.bagKey(i), row, 0)) {
        linear[slot] += weight * row[0];
        for (int d = 0; d < dim; d++) {
          embedding[slot * dim + d] += weight * row[1 + d];
        }
      }
    }
  }

  private void set(int slot, double scale, float[] values) {
    linear[slot] = scale * values[0];
    int first = slot * dim;
    for (int d = 0; d < dim; d++) {
      embedding[first + d] = scale * values[1 + d];
    }
  }
}
