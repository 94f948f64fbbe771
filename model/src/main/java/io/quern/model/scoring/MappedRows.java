package io.quern.model.scoring;

import static java.util.Objects.requireNonNull;

import io.quern.model.bundle.LocalBundle;
import io.quern.model.bundle.SparseTable;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.SlotReader;
import io.quern.model.feature.SlotVocabulary;
import io.quern.model.network.RowTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The mapped rows of a model, by table. Immutable and thread-safe.
 *
 * @param searches by slot
 */
record MappedRows(RowTables layout, List<SparseTable> tables, List<RowSearch> searches) {
  MappedRows {
    requireNonNull(layout, "layout is null");
    tables = List.copyOf(tables);
    searches = List.copyOf(searches);
  }

  /**
   * @throws io.quern.api.QuernException {@code MODEL}, when a shard is damaged
   */
  static MappedRows open(LocalBundle bundle, FeatureMap features) {
    RowTables layout = RowTables.of(bundle.version().manifest().network(), features.features());
    List<SparseTable> tables = bundle.openSparseTables(layout.widths());
    return new MappedRows(layout, tables, searches(layout, tables, features));
  }

  /** Numbers have no vocabulary; bags are read as what they stand for. */
  private static List<RowSearch> searches(
      RowTables layout, List<SparseTable> tables, FeatureMap features) {
    SlotReader slots = new SlotReader(features);
    List<RowSearch> searches = new ArrayList<>();
    for (int slot = 0; slot < layout.ofSlots().size(); slot++) {
      SparseTable table = tables.get(layout.ofSlots().get(slot));
      Optional<SlotVocabulary> vocabulary =
          slot < features.layout().categories() ? slots.vocabulary(slot) : Optional.empty();
      searches.add(
          vocabulary.isPresent()
              ? new RowSearch.InVocabulary(table, vocabulary.get())
              : new RowSearch.InTable(table));
    }
    return searches;
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
