package io.quern.ps;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.Arrays;

/**
 * The rows of one virtual shard of a table, under one lock.
 *
 * <p>A row that untouched steps change ({@link UpdateRule#drifts}) remembers the last step applied
 * to it and is caught up when next seen. It counts as present from step 0 on, whenever it is
 * inserted: inserting only makes it material.
 */
final class TableShard {
  private final int number;
  private final SparseTable table;
  private final RowLayout layout;
  private final RowSlabs slabs;
  private final RowIndex index;
  private boolean closed;

  TableShard(int number, SparseTable table, RowLayout layout, TableMemory memory) {
    this.number = number;
    this.table = table;
    this.layout = layout;
    this.slabs = new RowSlabs(layout, memory);
    this.index = new RowIndex(number, memory);
  }

  /** Copies weights as of {@code now} to {@code rows}, inserting rows that are not there. */
  synchronized void pull(SparseRows rows, ShardOrder order, Moment now, RowBlock block) {
    requireOpen();
    int end = order.start(number + 1);
    for (int at = order.start(number); at < end; at += block.capacity) {
      int count = Math.min(block.capacity, end - at);
      locateOrInsert(rows, order, at, count, block);
      catchUp(count, now, block);
      for (int i = 0; i < count; i++) {
        int to = order.position(at + i) * layout.width();
        readSlot(block.rows[i], 0, rows.values(), to);
      }
    }
  }

  /** Like {@link #pull}, but changes nothing: rows that are not there read as zeros. */
  synchronized void read(SparseRows rows, ShardOrder order, Moment now, RowBlock block) {
    requireOpen();
    int width = layout.width();
    int end = order.start(number + 1);
    for (int at = order.start(number); at < end; at++) {
      int position = order.position(at);
      int row = index.find(rows.keys()[position], slabs);
      int to = position * width;
      if (row < 0) {
        Arrays.fill(rows.values(), to, to + width, 0);
      } else if (lags(slabs.address(row), now.step())) {
        readCaughtUp(slabs.address(row), now, block);
        System.arraycopy(block.x[0], 0, rows.values(), to, width);
      } else {
        readSlot(slabs.address(row), 0, rows.values(), to);
      }
    }
  }

  /** Applies gradients as step {@code now.step()}. */
  synchronized void push(SparseRows rows, ShardOrder order, Moment now, RowBlock block) {
    requireOpen();
    Moment before = new Moment(now.step() - 1, now.rates());
    int width = layout.width();
    int end = order.start(number + 1);
    for (int at = order.start(number); at < end; at += block.capacity) {
      int count = Math.min(block.capacity, end - at);
      locateOrInsert(rows, order, at, count, block);
      catchUp(count, before, block);
      for (int i = 0; i < count; i++) {
        readRow(block.rows[i], block, i);
        int from = order.position(at + i) * width;
        System.arraycopy(rows.values(), from, block.gradients, i * width, width);
      }
      table.step(block, count * width, now);
      for (int i = 0; i < count; i++) {
        writeRow(block.rows[i], block, i);
        stampStep(block.rows[i], now.step());
      }
    }
  }

  /** All keys, in unsigned order. */
  synchronized long[] sortedKeys() {
    requireOpen();
    long[] keys = new long[slabs.size()];
    for (int row = 0; row < keys.length; row++) {
      keys[row] = slabs.key(row) ^ Long.MIN_VALUE;
    }
    Arrays.sort(keys);
    for (int row = 0; row < keys.length; row++) {
      keys[row] ^= Long.MIN_VALUE;
    }
    return keys;
  }

  /** Catches the rows of {@code keys[from …]} up for good and gathers them into the block. */
  synchronized void gather(long[] keys, int from, int count, Moment now, RowBlock block) {
    requireOpen();
    for (int i = 0; i < count; i++) {
      block.rows[i] = slabs.address(index.find(keys[from + i], slabs));
    }
    catchUp(count, now, block);
    for (int i = 0; i < count; i++) {
      readRow(block.rows[i], block, i);
    }
  }

  /** Sets a row as of {@code step}, inserting it where needed. */
  synchronized void load(long key, float[] weights, float[] state, long step, RowBlock block) {
    requireOpen();
    long row = slabs.address(findOrInsert(key, block));
    Memory.write(weights, 0, weights.length, row + layout.valuesOffset(0));
    Memory.write(state, 0, state.length, row + layout.valuesOffset(1));
    if (layout.hasStep()) {
      Memory.putInt(row + layout.stepOffset(), Math.toIntExact(step));
    }
  }

  synchronized void close() {
    closed = true;
    table.memory().forgetRows(slabs.size());
    index.free();
    slabs.free();
  }

  private void requireOpen() {
    if (closed) {
      throw new QuernException(ErrorCode.CLUSTER, "The parameter server is closed");
    }
  }

  // Row numbers first, addresses second: an insert may move the first slab.
  private void locateOrInsert(
      SparseRows rows, ShardOrder order, int at, int count, RowBlock block) {
    long[] keys = rows.keys();
    for (int i = 0; i < count; i++) {
      block.rows[i] = index.find(keys[order.position(at + i)], slabs);
    }
    for (int i = 0; i < count; i++) {
      if (block.rows[i] < 0) {
        block.rows[i] = findOrInsert(keys[order.position(at + i)], block);
      }
    }
    for (int i = 0; i < count; i++) {
      block.rows[i] = slabs.address((int) block.rows[i]);
    }
  }

  private int findOrInsert(long key, RowBlock block) {
    int found = index.find(key, slabs);
    if (found >= 0) {
      return found;
    }
    index.reserve(slabs);
    int row = slabs.add(key);
    index.insert(row, key, slabs);
    table.memory().countRow();
    long address = slabs.address(row);
    table.initialise(key, block);
    writeRow(address, block, 0);
    if (layout.hasStep()) {
      Memory.putInt(address + layout.stepOffset(), 0);
    }
    return row;
  }

  private void catchUp(int count, Moment now, RowBlock block) {
    if (!layout.hasStep()) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (lags(block.rows[i], now.step())) {
        readCaughtUp(block.rows[i], now, block);
        writeRow(block.rows[i], block, 0);
        stampStep(block.rows[i], now.step());
      }
    }
  }

  private void readCaughtUp(long row, Moment now, RowBlock block) {
    readRow(row, block, 0);
    table.drift(block, lastStep(row), now);
  }

  private boolean lags(long row, long step) {
    return layout.hasStep() && lastStep(row) < step;
  }

  private int lastStep(long row) {
    return Memory.getInt(row + layout.stepOffset());
  }

  // With several workers a step may reach a row after a later one did; it never steps back.
  private void stampStep(long row, long step) {
    if (lags(row, step)) {
      Memory.putInt(row + layout.stepOffset(), Math.toIntExact(step));
    }
  }

  private void readSlot(long row, int slot, float[] to, int at) {
    Memory.read(row + layout.valuesOffset(slot), to, at, layout.valuesWidth(slot));
  }

  /** Copies a row to place {@code i} of the block. */
  private void readRow(long row, RowBlock block, int i) {
    for (int slot = 0; slot <= layout.slots(); slot++) {
      readSlot(row, slot, block.x[slot], i * layout.valuesWidth(slot));
    }
  }

  private void writeRow(long row, RowBlock block, int i) {
    for (int slot = 0; slot <= layout.slots(); slot++) {
      int count = layout.valuesWidth(slot);
      Memory.write(block.x[slot], i * count, count, row + layout.valuesOffset(slot));
    }
  }
}
