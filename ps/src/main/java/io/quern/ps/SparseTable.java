package io.quern.ps;

import java.io.IOException;
import java.util.Arrays;

/**
 * One server's share of a table: 64-bit key → row of weights and optimizer state, off heap. Several
 * threads call at once, each with its own scratch.
 */
final class SparseTable {
  private final TableConfig config;
  private final RowLayout layout;
  private final UpdateRule rule;
  private final InitialWeights initial;
  private final TableMemory memory;
  private final RowCounters rowCounters = new RowCounters();
  private final int firstShard;
  private final TableShard[] shards;

  SparseTable(TableConfig config, int server, int servers, MemoryBudget budget) {
    this.config = config;
    this.layout = RowLayout.of(config);
    this.rule = UpdateRule.of(config.optimizer(), config.width());
    this.initial = new InitialWeights(config);
    this.memory = new TableMemory(config.name(), server, budget);
    this.firstShard = VirtualShards.first(server, servers);
    this.shards = new TableShard[VirtualShards.first(server + 1, servers) - firstShard];
    for (int i = 0; i < shards.length; i++) {
      shards[i] = new TableShard(firstShard + i, this, layout, memory);
    }
  }

  TableConfig config() {
    return config;
  }

  RowCounters rowCounters() {
    return rowCounters;
  }

  TableMemory memory() {
    return memory;
  }

  /** How many of the batch's keys are this server's. */
  int share(ShardOrder order) {
    return order.start(firstShard + shards.length) - order.start(firstShard);
  }

  void pull(SparseRows rows, ShardOrder order, Moment now, RowBlock block) {
    for (int i = 0; i < shards.length; i++) {
      if (concerns(i, order)) {
        shards[i].pull(rows, order, now, block);
      }
    }
  }

  void read(SparseRows rows, ShardOrder order, Moment now, RowBlock block) {
    for (int i = 0; i < shards.length; i++) {
      if (concerns(i, order)) {
        shards[i].read(rows, order, now, block);
      }
    }
  }

  void push(SparseRows rows, ShardOrder order, Moment now, RowBlock block) {
    for (int i = 0; i < shards.length; i++) {
      if (concerns(i, order)) {
        shards[i].push(rows, order, now, block);
      }
    }
  }

  private boolean concerns(int i, ShardOrder order) {
    return order.start(firstShard + i) < order.start(firstShard + i + 1);
  }

  /** Takes rows of this server's keys, with fresh state; confined to one thread. */
  RowVisitor importer() {
    var block = new RowBlock(layout);
    return (key, weights) ->
        shards[VirtualShards.of(key) - firstShard].initialise(key, weights, block);
  }

  /** Visits the rows in unsigned key order; the visitor runs outside every lock. */
  void export(Moment now, RowVisitor visitor) {
    var block = new RowBlock(layout);
    float[] weights = new float[layout.width()];
    for (TableShard shard : shards) {
      long[] keys = shard.sortedKeys();
      for (int from = 0; from < keys.length; from += block.capacity) {
        int count = Math.min(block.capacity, keys.length - from);
        shard.gather(keys, from, count, now, block);
        for (int i = 0; i < count; i++) {
          System.arraycopy(block.x[0], i * weights.length, weights, 0, weights.length);
          visitor.row(keys[from + i], weights);
        }
      }
    }
  }

  /**
   * Removes rows.
   *
   * @param unseenSince rows whose last step is no later go
   */
  void evict(long unseenSince, Moment now) {
    if (config.eviction().evicts()) {
      var block = new RowBlock(layout);
      for (TableShard shard : shards) {
        rowCounters.evicted.add(shard.evict(unseenSince, now, block));
      }
    }
  }

  /** Writes {@code layout (24)}, then {@code shard (4)} and its rows, each; then −1. */
  void save(StateWriter to) throws IOException {
    for (int value : shape()) {
      to.putInt(value);
    }
    for (TableShard shard : shards) {
      to.putInt(shard.number());
      shard.save(to);
    }
    to.putInt(-1);
  }

  /** Takes over what {@link #save} wrote of shards that are this server's too. */
  void load(StateReader from) throws IOException {
    for (int value : shape()) {
      int saved = from.getInt();
      if (saved != value) {
        throw from.damaged(
            "rows of another layout in table '%s' (%d, not %d)"
                .formatted(config.name(), saved, value));
      }
    }
    var block = new RowBlock(layout);
    for (int number = from.getInt(); number >= 0; number = from.getInt()) {
      int i = number - firstShard;
      if (i >= 0 && i < shards.length) {
        shards[i].load(from, block);
      } else {
        TableShard.skip(from, layout.rowBytes());
      }
    }
  }

  private int[] shape() {
    Admission admission = config.admission();
    return new int[] {
      layout.width(),
      layout.slots(),
      layout.slotWidth(),
      layout.hasStep() ? 1 : 0,
      layout.hasScore() ? 1 : 0,
      admission.counting().ordinal()
    };
  }

  /** Writes the row that {@code key} begins with to the block's first row. */
  void initialise(long key, RowBlock block) {
    initial.fill(key, block.x[0], 0);
    for (int slot = 1; slot <= layout.slots(); slot++) {
      Arrays.fill(block.x[slot], 0, layout.slotWidth(), 0);
    }
  }

  /** Applies the block's gradients to its first {@code count} values. */
  void step(RowBlock block, int count, Moment now) {
    float rate = now.rates().at(now.step());
    rule.step(block.x, block.gradients, 0, count, now.step(), rate, config.penalty());
  }

  /** Catches row {@code i} of the block up. */
  void drift(RowBlock block, int i, long after, Moment now) {
    int from = i * layout.width();
    rule.drift(
        block.x, from, from + layout.width(), after, now.step(), now.rates(), config.penalty());
  }

  void close() {
    for (TableShard shard : shards) {
      shard.close();
    }
  }
}
