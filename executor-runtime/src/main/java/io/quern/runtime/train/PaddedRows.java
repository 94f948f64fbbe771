package io.quern.runtime.train;

import io.quern.model.network.MiniBatch;
import io.quern.model.network.RowTables;
import io.quern.ps.Occurrences;
import io.quern.ps.PsClient;
import io.quern.ps.SparseRows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Rows of several tables, of which some are shorter than the network's: padded with zeros. */
final class PaddedRows implements BatchRows {
  private final RowTables tables;
  private final List<Part> parts;
  private int[] tableOfRow = new int[0];
  private float[] rows = new float[0];

  PaddedRows(RowTables tables) {
    this.tables = tables;
    this.parts = IntStream.range(0, tables.count()).mapToObj(Part::new).toList();
  }

  @Override
  public float[] pull(PsClient servers, MiniBatch batch, Occurrences seen) {
    return fetch(servers::pull, batch, seen);
  }

  @Override
  public float[] read(PsClient servers, MiniBatch batch) {
    return fetch(servers::read, batch, Occurrences.ONCE);
  }

  private float[] fetch(Consumer<SparseRows> call, MiniBatch batch, Occurrences seen) {
    int values = Math.multiplyExact(batch.uniqueRows, tables.fullWidth());
    if (rows.length < values) {
      rows = new float[values];
    }
    findTables(batch);
    for (Part part : parts) {
      part.choose(batch.keys, batch.uniqueRows, seen);
      call.accept(part.view());
      part.widen();
    }
    return rows;
  }

  /** A unique row is in the table of whichever slot has it: keys of two tables are never equal. */
  private void findTables(MiniBatch batch) {
    if (tableOfRow.length < batch.uniqueRows) {
      tableOfRow = new int[batch.uniqueRows];
    }
    int singles = batch.layout.singles();
    for (int slot = 0; slot < singles; slot++) {
      int table = tables.ofSlots().get(slot);
      for (int i = slot; i < batch.size * singles; i += singles) {
        tableOfRow[batch.singles[i]] = table;
      }
    }
    int bags = batch.layout.bags();
    for (int slot = 0; slot < bags; slot++) {
      int table = tables.ofSlots().get(singles + slot);
      for (int bag = slot; bag < batch.size * bags; bag += bags) {
        for (int i = batch.bagOffsets[bag]; i < batch.bagOffsets[bag + 1]; i++) {
          tableOfRow[batch.bagRows[i]] = table;
        }
      }
    }
  }

  @Override
  public void dropPadding(float[] gradients) {
    parts.forEach(part -> part.clearPadding(gradients));
  }

  @Override
  public List<SparseRows> byTable(float[] gradients) {
    List<SparseRows> pushed = new ArrayList<>();
    for (Part part : parts) {
      part.narrow(gradients);
      pushed.add(part.view());
    }
    return pushed;
  }

  /** The batch's rows of one table. */
  private final class Part {
    private final int table;
    private final int width;
    private int count;

    /** By number within the table: among the batch's unique rows. */
    private int[] numbers = new int[0];

    private long[] keys = new long[0];
    private float[] values = new float[0];
    private Occurrences seen = Occurrences.ONCE;

    Part(int table) {
      this.table = table;
      this.width = tables.width(table);
    }

    void choose(long[] all, int rowCount, Occurrences occurrences) {
      reserve(rowCount);
      count = 0;
      for (int row = 0; row < rowCount; row++) {
        if (tableOfRow[row] == table) {
          numbers[count] = row;
          keys[count++] = all[row];
        }
      }
      seen = occurrences.of(numbers, count);
    }

    private void reserve(int rowCount) {
      if (numbers.length < rowCount) {
        numbers = new int[rowCount];
        keys = new long[rowCount];
        values = new float[Math.multiplyExact(rowCount, width)];
      }
    }

    SparseRows view() {
      return new SparseRows(table, keys, count, values, seen);
    }

    void widen() {
      for (int i = 0; i < count; i++) {
        tables.widen(table, values, i * width, rows, numbers[i] * tables.fullWidth());
      }
    }

    void clearPadding(float[] full) {
      for (int i = 0; i < count; i++) {
        tables.clearPadding(table, full, numbers[i] * tables.fullWidth());
      }
    }

    void narrow(float[] full) {
      for (int i = 0; i < count; i++) {
        tables.narrow(table, full, numbers[i] * tables.fullWidth(), values, i * width);
      }
    }
  }
}
