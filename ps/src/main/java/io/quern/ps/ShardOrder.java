package io.quern.ps;

/**
 * A batch of keys grouped by virtual shard (a counting sort), so that each shard is locked once per
 * call and each server's keys are one run. A reused buffer, confined to one thread.
 */
final class ShardOrder {
  private final int[] starts = new int[VirtualShards.COUNT + 1];
  private int[] positions = new int[0];

  /** Groups the first {@code count} keys, keeping their order within a shard. */
  void sort(long[] keys, int count) {
    if (positions.length < count) {
      positions = new int[Math.max(count, positions.length + positions.length / 2)];
    }
    int[] next = new int[VirtualShards.COUNT];
    for (int i = 0; i < count; i++) {
      next[VirtualShards.of(keys[i])]++;
    }
    int start = 0;
    for (int shard = 0; shard < VirtualShards.COUNT; shard++) {
      starts[shard] = start;
      start += next[shard];
      next[shard] = starts[shard];
    }
    starts[VirtualShards.COUNT] = count;
    for (int i = 0; i < count; i++) {
      positions[next[VirtualShards.of(keys[i])]++] = i;
    }
  }

  /** Where the run of a shard begins; that of {@code shard + 1} ends it. */
  int start(int shard) {
    return starts[shard];
  }

  /** The index, in the batch, of the key at a place of the order. */
  int position(int place) {
    return positions[place];
  }
}
