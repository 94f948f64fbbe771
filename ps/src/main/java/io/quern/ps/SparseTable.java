package io.quern.ps;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
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

  TableMemory memory() {
    return memory;
  }

  RowLayout layout() {
    return layout;
  }

  boolean owns(long key) {
    int shard = VirtualShards.of(key) - firstShard;
    return shard >= 0 && shard < shards.length;
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

  /** Visits the rows in unsigned key order; the visitor runs outside every lock. */
  void snapshot(Moment now, RowVisitor visitor) {
    var block = new RowBlock(layout);
    for (TableShard shard : shards) {
      long[] keys = shard.sortedKeys();
      for (int from = 0; from < keys.length; from += block.capacity) {
        int count = Math.min(block.capacity, keys.length - from);
        shard.gather(keys, from, count, now, block);
        visit(keys, from, count, block, visitor);
      }
    }
  }

  private void visit(long[] keys, int from, int count, RowBlock block, RowVisitor visitor) {
    int width = layout.width();
    float[] weights = new float[width];
    int slotWidth = layout.slotWidth();
    float[] state = new float[layout.stateWidth()];
    for (int i = 0; i < count; i++) {
      System.arraycopy(block.x[0], i * width, weights, 0, width);
      for (int slot = 0; slot < layout.slots(); slot++) {
        System.arraycopy(block.x[slot + 1], i * slotWidth, state, slot * slotWidth, slotWidth);
      }
      visitor.row(keys[from + i], weights, state);
    }
  }

  /** Sets one row as of {@code step}. */
  void load(long key, float[] weights, float[] state, long step, RowBlock block) {
    int width = layout.width();
    if (weights.length != width || state.length != layout.stateWidth()) {
      throw new QuernException(
          ErrorCode.MODEL,
          "Row of %d weights and %d state values does not fit table '%s', which has %d and %d"
              .formatted(weights.length, state.length, config.name(), width, layout.stateWidth()));
    }
    shards[VirtualShards.of(key) - firstShard].load(key, weights, state, step, block);
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

  /** Catches the block's first row up. */
  void drift(RowBlock block, long after, Moment now) {
    rule.drift(block.x, 0, layout.width(), after, now.step(), now.rates(), config.penalty());
  }

  void close() {
    for (TableShard shard : shards) {
      shard.close();
    }
  }
}
