package io.quern.ps;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.IOException;
import java.util.Arrays;

/**
 * The rows of one virtual shard of a table, under one lock.
 *
 * <p>A row that untouched steps change ({@link UpdateRule#drifts}) remembers the last step applied
 * to it and is caught up when next pulled or pushed to; reading it changes nothing. It counts as
 * present from step 0 on, whenever it is inserted: inserting only makes it material. Where rows
 * come and go, it begins at the step that inserts it.
 */
final class TableShard {
  private final int number;
  private final SparseTable table;
  private final RowLayout layout;
  private final RowSlabs slabs;
  private final RowIndex index;
  private final KeyCounts counts;
  private boolean closed;

  TableShard(int number, SparseTable table, RowLayout layout, TableMemory memory) {
    this.number = number;
    this.table = table;
    this.layout = layout;
    this.slabs = new RowSlabs(layout, memory);
    this.index = new RowIndex(number, memory);
    this.counts = KeyCounts.of(table.config().admission(), memory);
  }

  int number() {
    return number;
  }

  /**
   * Copies weights as of {@code now} to {@code rows}, inserting rows that are not there; zeros for
   * keys that are not admitted yet.
   */
  synchronized void pull(SparseRows rows, ShardOrder order, Moment now, RowBlock block) {
    requireOpen();
    int end = order.start(number + 1);
    for (int at = order.start(number); at < end; at += block.capacity) {
      int asked = Math.min(block.capacity, end - at);
      int count = locate(rows, order, at, asked, true, now, block);
      catchUp(count, now, block);
      for (int i = 0; i < count; i++) {
        readSlot(block.rows[i], 0, rows.values(), block.positions[i] * layout.width());
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
      } else if (lags(slabs.address(row), now)) {
        readCaughtUp(slabs.address(row), 0, now, block);
        System.arraycopy(block.x[0], 0, rows.values(), to, width);
      } else {
        readSlot(slabs.address(row), 0, rows.values(), to);
      }
    }
  }

  /** Applies gradients as step {@code now.step()}; drops those of keys that are not admitted. */
  synchronized void push(SparseRows rows, ShardOrder order, Moment now, RowBlock block) {
    requireOpen();
    Moment before = new Moment(now.step() - 1, now.rates());
    int width = layout.width();
    int end = order.start(number + 1);
    for (int at = order.start(number); at < end; at += block.capacity) {
      int asked = Math.min(block.capacity, end - at);
      int count = locate(rows, order, at, asked, false, before, block);
      catchUp(count, before, block);
      for (int i = 0; i < count; i++) {
        readRow(block.rows[i], block, i);
        int from = block.positions[i] * width;
        System.arraycopy(rows.values(), from, block.gradients, i * width, width);
      }
      table.step(block, count * width, now);
      for (int i = 0; i < count; i++) {
        writeRow(block.rows[i], block, i);
        stampStep(block.rows[i], now.step());
        addScore(block.rows[i], rows.occurrences(), block.positions[i]);
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

  /** Gathers the rows of {@code keys[from …]} into the block, caught up; changes none. */
  synchronized void gather(long[] keys, int from, int count, Moment now, RowBlock block) {
    requireOpen();
    for (int i = 0; i < count; i++) {
      readCaughtUp(slabs.address(index.find(keys[from + i], slabs)), i, now, block);
    }
  }

  /**
   * Removes rows.
   *
   * @param unseenSince rows whose last step is no later go
   * @return how many
   */
  synchronized int evict(long unseenSince, Moment now, RowBlock block) {
    requireOpen();
    int before = slabs.size();
    slabs.retain(row -> stays(row, unseenSince, now, block));
    int evicted = before - slabs.size();
    if (evicted > 0) {
      table.memory().forgetRows(evicted);
      index.rebuild(slabs);
    }
    return evicted;
  }

  private boolean stays(long row, long unseenSince, Moment now, RowBlock block) {
    Eviction eviction = table.config().eviction();
    if (eviction.scores() && fadedScore(row, eviction.score()) < eviction.belowScore()) {
      return false;
    }
    if (eviction.unseenEpochs() > 0 && lastStep(row) <= unseenSince) {
      return false;
    }
    if (eviction.belowNorm() == 0) {
      return true;
    }
    readCaughtUp(row, 0, now, block);
    double squares = 0;
    for (int i = 0; i < layout.width(); i++) {
      squares += (double) block.x[0][i] * block.x[0][i];
    }
    // Negated, so that a NaN stays and is found out.
    return !(Math.sqrt(squares) < eviction.belowNorm());
  }

  private float fadedScore(long row, Eviction.Score score) {
    float shows = Memory.getFloat(row + layout.showsOffset()) * score.decay();
    float clicks = Memory.getFloat(row + layout.clicksOffset()) * score.decay();
    Memory.putFloat(row + layout.showsOffset(), shows);
    Memory.putFloat(row + layout.clicksOffset(), clicks);
    return score.of(shows, clicks);
  }

  /** Gives a key a row of these weights, with fresh state. */
  synchronized void initialise(long key, float[] weights, RowBlock block) {
    requireOpen();
    long row = slabs.address(findOrInsert(key, 0, block));
    table.initialise(key, block);
    System.arraycopy(weights, 0, block.x[0], 0, layout.width());
    writeRow(row, block, 0);
  }

  /** Writes {@code rows (4) | rows | bytes of counts (8) | counts}. */
  synchronized void save(StateWriter to) throws IOException {
    requireOpen();
    long[] keys = sortedKeys();
    to.putInt(keys.length);
    for (long key : keys) {
      to.putBytes(slabs.address(index.find(key, slabs)), layout.rowBytes());
    }
    to.putLong(counts.savedBytes());
    counts.save(to);
  }

  /** Takes over what {@link #save} wrote. */
  synchronized void load(StateReader from, RowBlock block) throws IOException {
    requireOpen();
    int rows = from.getInt();
    for (int i = 0; i < rows; i++) {
      long key = from.getLong();
      long row = slabs.address(findOrInsert(key, 0, block));
      from.getBytes(row + Long.BYTES, layout.rowBytes() - Long.BYTES);
    }
    from.getLong();
    counts.load(from);
  }

  /** Passes over what another server's shard wrote. */
  static void skip(StateReader from, int rowBytes) throws IOException {
    from.skip((long) from.getInt() * rowBytes);
    from.skip(from.getLong());
  }

  synchronized void close() {
    closed = true;
    table.memory().forgetRows(slabs.size());
    counts.free();
    index.free();
    slabs.free();
  }

  private void requireOpen() {
    if (closed) {
      throw new QuernException(ErrorCode.CLUSTER, "The parameter server is closed");
    }
  }

  /**
   * Finds or inserts the rows of the keys at {@code at …} of the order: fills the block's {@code
   * rows} and {@code positions} for those that have one.
   *
   * @return how many have
   */
  private int locate(
      SparseRows rows,
      ShardOrder order,
      int at,
      int asked,
      boolean pulls,
      Moment now,
      RowBlock block) {
    for (int i = 0; i < asked; i++) {
      int position = order.position(at + i);
      block.positions[i] = position;
      long key = rows.keys()[position];
      block.rows[i] = pulls ? index.find(key, slabs) : find(key, block.pulledRow(position));
    }
    int count = 0;
    for (int i = 0; i < asked; i++) {
      int position = block.positions[i];
      long row = block.rows[i] >= 0 ? block.rows[i] : arrive(rows, position, pulls, now, block);
      if (pulls) {
        block.notePulled(position, (int) row);
      }
      if (row >= 0) {
        block.rows[count] = row;
        block.positions[count++] = position;
      } else if (pulls) {
        int to = position * layout.width();
        Arrays.fill(rows.values(), to, to + layout.width(), 0);
      }
    }
    // Row numbers first, addresses second: an insert may move the first slab.
    for (int i = 0; i < count; i++) {
      block.rows[i] = slabs.address((int) block.rows[i]);
    }
    return count;
  }

  /** Looks where the key probably is first: one look at the row itself, which is needed anyway. */
  private int find(long key, int guess) {
    return guess >= 0 && guess < slabs.size() && slabs.key(guess) == key
        ? guess
        : index.find(key, slabs);
  }

  /** The new row of a key that had none; −1 where it may not have one yet. */
  private int arrive(SparseRows rows, int position, boolean pulls, Moment now, RowBlock block) {
    TableConfig config = table.config();
    long key = rows.keys()[position];
    if (config.admission().counts()) {
      if (!pulls) {
        return -1;
      }
      int seen = counts.add(key, rows.occurrences().show(position));
      if (seen < config.admission().occurrences()) {
        table.rowCounters().refused.increment();
        return -1;
      }
      counts.forget(key);
    }
    table.rowCounters().admitted.increment();
    return findOrInsert(key, config.rowsComeAndGo() ? now.step() : 0, block);
  }

  private int findOrInsert(long key, long step, RowBlock block) {
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
      Memory.putInt(address + layout.stepOffset(), Math.toIntExact(step));
    }
    if (layout.hasScore()) {
      Memory.putFloat(address + layout.showsOffset(), 0);
      Memory.putFloat(address + layout.clicksOffset(), 0);
    }
    return row;
  }

  private void catchUp(int count, Moment now, RowBlock block) {
    if (!layout.drifts()) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (lags(block.rows[i], now)) {
        readCaughtUp(block.rows[i], 0, now, block);
        writeRow(block.rows[i], block, 0);
        stampStep(block.rows[i], now.step());
      }
    }
  }

  /** Copies a row to place {@code i} of the block and catches it up there. */
  private void readCaughtUp(long row, int i, Moment now, RowBlock block) {
    readRow(row, block, i);
    if (lags(row, now)) {
      table.drift(block, i, lastStep(row), now);
    }
  }

  private boolean lags(long row, Moment now) {
    return layout.drifts() && lastStep(row) < now.step();
  }

  private int lastStep(long row) {
    return Memory.getInt(row + layout.stepOffset());
  }

  // With several workers a step may reach a row after a later one did; it never steps back.
  private void stampStep(long row, long step) {
    if (layout.hasStep() && lastStep(row) < step) {
      Memory.putInt(row + layout.stepOffset(), Math.toIntExact(step));
    }
  }

  private void addScore(long row, Occurrences occurrences, int position) {
    if (layout.hasScore()) {
      long shows = row + layout.showsOffset();
      long clicks = row + layout.clicksOffset();
      Memory.putFloat(shows, Memory.getFloat(shows) + occurrences.show(position));
      Memory.putFloat(clicks, Memory.getFloat(clicks) + occurrences.click(position));
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
