package io.quern.ps;

import io.quern.ps.PsProgress.RateChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The head of a server's saved state, behind which its tables follow. All values are little-endian:
 *
 * <pre>
 * "QPS1" (4)
 * clock (8)
 * learning rates of the beginning (4), each: rate (4); dense, then by table
 * rate changes (4), each: first step (8) dense (4) sparse (4)
 * epochs ended (4), each: clock (8)
 * dense slice: from (4) values (4) state values (4), values, state values
 * tables (4), each: layout (6 × 4), then per virtual shard of the server, ascending:
 *   shard (4)
 *   rows (4), each {@link RowLayout#rowBytes} as in memory ({@link RowLayout}), sorted by key
 *   bytes of key counts (8), key counts ({@link KeyCounts#save})
 *   and −1 (4) behind the last
 * </pre>
 *
 * <p>Rows are as their last step left them, not caught up: a training that goes on from them does
 * the same arithmetic as one that was never saved.
 */
record ServerState(PsProgress progress, DenseState dense) {
  private static final int MAGIC = 0x31535051;

  void save(StateWriter to) throws IOException {
    to.putInt(MAGIC);
    to.putLong(progress.clock());
    to.putInt(progress.firstRates().size());
    for (float rate : progress.firstRates()) {
      to.putFloat(rate);
    }
    to.putInt(progress.changes().size());
    for (RateChange change : progress.changes()) {
      to.putLong(change.firstStep());
      to.putFloat(change.dense());
      to.putFloat(change.sparse());
    }
    to.putInt(progress.epochEnds().size());
    for (long end : progress.epochEnds()) {
      to.putLong(end);
    }
    to.putInt(dense.from());
    to.putInt(dense.values().length);
    to.putInt(dense.state().length);
    to.putFloats(dense.values());
    to.putFloats(dense.state());
  }

  static ServerState load(StateReader from) throws IOException {
    if (from.getInt() != MAGIC) {
      throw from.damaged("another format");
    }
    long clock = from.getLong();
    List<Float> firstRates = new ArrayList<>();
    for (int left = from.getInt(); left > 0; left--) {
      firstRates.add(from.getFloat());
    }
    List<RateChange> changes = new ArrayList<>();
    for (int left = from.getInt(); left > 0; left--) {
      changes.add(new RateChange(from.getLong(), from.getFloat(), from.getFloat()));
    }
    List<Long> epochEnds = new ArrayList<>();
    for (int left = from.getInt(); left > 0; left--) {
      epochEnds.add(from.getLong());
    }
    int first = from.getInt();
    int values = from.getInt();
    int state = from.getInt();
    return new ServerState(
        new PsProgress(clock, firstRates, changes, epochEnds),
        new DenseState(first, from.getFloats(values), from.getFloats(state)));
  }
}
