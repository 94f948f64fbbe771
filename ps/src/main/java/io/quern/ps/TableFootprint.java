package io.quern.ps;

import static java.util.Objects.requireNonNull;

/**
 * What a table takes off the heap once it has so many rows: the sum of what the parts of its shards
 * take, each by its own rule of growth.
 *
 * @param waiting keys that are counted and have no row yet
 */
record TableFootprint(TableConfig table, long rows, long waiting) {
  TableFootprint {
    requireNonNull(table, "table is null");
  }

  /** Of the server with the most shards, or the fullest of those. */
  long ofFullestServer(int servers) {
    long most = 0;
    for (int server = 0; server < servers; server++) {
      long bytes = 0;
      int end = VirtualShards.first(server + 1, servers);
      for (int shard = VirtualShards.first(server, servers); shard < end; shard++) {
        bytes += ofShard(shard);
      }
      most = Math.max(most, bytes);
    }
    return most;
  }

  /** The mean over shards as full as they may come: memory grows in leaps. */
  private long ofShard(int shard) {
    double mean = (double) rows / VirtualShards.COUNT;
    double deviation = Math.sqrt(mean);
    long bytes = 0;
    for (int side = -1; side <= 1; side++) {
      double filled = Math.min(Buckets.MOST_ROWS - 1, mean + side * deviation);
      bytes += ofRows(shard, (int) Math.round(Math.max(0, filled)));
    }
    return bytes / 3 + ofCounts();
  }

  private long ofRows(int shard, int filled) {
    int rowBytes = RowLayout.of(table).rowBytes();
    return RowSlabs.bytesFor(filled, rowBytes) + RowIndex.bytesFor(shard, filled);
  }

  private long ofCounts() {
    Admission admission = table.admission();
    if (!admission.counts()) {
      return 0;
    }
    return admission.counting() == Admission.Counting.BLOOM
        ? BloomCounts.counters(admission)
        : ExactCounts.bytesFor(-Math.floorDiv(-waiting, VirtualShards.COUNT));
  }
}
