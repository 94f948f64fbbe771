package io.quern.model.scoring;

import static java.util.Objects.requireNonNull;

import io.quern.model.bundle.LocalBundle;
import io.quern.model.bundle.SparseTable;
import io.quern.model.feature.FeatureMap;
import io.quern.model.network.RowTables;
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

  /** Looks up the rows of a slot's keys, for one thread. */
  Lookup lookup(int slot) {
    int number = layout.ofSlots().get(slot);
    SparseTable table = tables.get(number);
    if (layout.isFull(number)) {
      return (key, full) -> table.copyRow(key, full, 0);
    }
    float[] stored = new float[table.width()];
    return (key, full) -> {
      table.copyRow(key, stored, 0);
      layout.widen(number, stored, 0, full, 0);
    };
  }

  /** Rows by key. */
  interface Lookup {
    /** Copies a full row; zeros where there is none. */
    void copyRow(long key, float[] full);
  }
}
