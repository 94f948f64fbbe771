package io.quern.ps;

/**
 * Keys are dealt to 64 virtual shards by their upper six bits, shards to servers in contiguous
 * ranges; hence rows in shard order are rows in unsigned key order, on any number of servers.
 */
final class VirtualShards {
  static final int COUNT = 64;

  private VirtualShards() {}

  static int of(long key) {
    return (int) (key >>> 58);
  }

  /** The first shard of a server; that of {@code server + 1} ends its range. */
  static int first(int server, int servers) {
    return COUNT * server / servers;
  }
}
