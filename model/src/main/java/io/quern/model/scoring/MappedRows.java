package io.quern.model.scoring;

import static java.util.Objects.requireNonNull;

import io.quern.model.bundle.LocalBundle;
import io.quern.model.bundle.SparseTable;
import io.quern.model.feature.FeatureMap;
import io.quern.model.network.RowTables;
import java.util.Arrays;
import java.util.List;

/** The mapped rows of a model, by table. Immutable and thread-safe. */
record MappedRows(RowTables layout, List<SparseTable> tables) {
  MappedRows {
    requireNonNull(layout, "layout is null");
    tables = List.copyOf(tables);
  }

  /**
   * @throws io.quern.api.QuernException {@code MODEL}, when a shard is damaged
   */
  static MappedRows open(LocalBundle bundle, FeatureMap features) {
    RowTables layout = RowTables.of(bundle.version().manifest().network(), features.features());
    return new MappedRows(layout, bundle.openSparseTables(layout.widths()));
  }

  /** The table that a slot's rows are in. */
  SparseTable table(int slot) {
    return tables.get(number(slot));
  }

  /** Whether that table's rows are full rows. */
  boolean isFull(int slot) {
    return layout.isFull(number(slot));
  }

  /**
   * Copies a full row; zeros where there is none.
   *
   * @param place in the slot's table
   */
  void copyRow(int slot, long place, float[] full) {
    if (place == SparseTable.ABSENT) {
      Arrays.fill(full, 0);
    } else if (isFull(slot)) {
      table(slot).copyRowAt(place, full, 0);
    } else {
      float[] stored = new float[table(slot).width()];
      table(slot).copyRowAt(place, stored, 0);
      layout.widen(number(slot), stored, 0, full, 0);
    }
  }

  private int number(int slot) {
    return layout.ofSlots().get(slot);
  }
}
