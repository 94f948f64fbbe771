package io.quern.ps;

/**
 * Pull or read.
 *
 * @param order of the rows' keys
 */
record RowsCall(boolean insert, SparseRows rows, TableConfig table, ShardOrder order)
    implements Call {
  @Override
  public byte kind() {
    return insert ? Wire.PULL : Wire.READ;
  }

  @Override
  public boolean concerns(ServerShare share) {
    return share.from(order) < share.to(order);
  }

  @Override
  public void encode(ServerShare share, FrameWriter to) {
    int from = share.from(order);
    int end = share.to(order);
    to.putInt(rows.table()).putInt(end - from).putKeys(rows.keys(), order, from, end);
    if (insert && table.admission().counts()) {
      for (int place = from; place < end; place++) {
        to.putInt(rows.occurrences().show(order.position(place)));
      }
    }
  }

  @Override
  public void decode(ServerShare share, FrameReader from) throws ProtocolException {
    from.getRows(rows.values(), table.width(), order, share.from(order), share.to(order));
  }

  @Override
  public void runOn(ParameterServer server, int worker, Workspace workspace) {
    if (insert) {
      server.pull(worker, rows, workspace);
    } else {
      server.read(worker, rows, workspace);
    }
  }
}
