package io.quern.ps;

/** Which part of a training one server holds: shards of every table, a slice of the dense array. */
record ServerShare(int server, int firstShard, int endShard, int denseFrom, int denseLength) {

  static ServerShare of(int server, int servers, DenseConfig dense) {
    int denseFrom = DenseSlice.first(dense.size(), server, servers);
    return new ServerShare(
        server,
        VirtualShards.first(server, servers),
        VirtualShards.first(server + 1, servers),
        denseFrom,
        DenseSlice.first(dense.size(), server + 1, servers) - denseFrom);
  }

  /** The place in the order at which this server's keys begin. */
  int from(ShardOrder order) {
    return order.start(firstShard);
  }

  int to(ShardOrder order) {
    return order.start(endShard);
  }
}
