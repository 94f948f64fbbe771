package io.quern.ps;

import java.util.List;

/**
 * One step's push; concerns every server, for its clock.
 *
 * @param tables configurations of all tables
 * @param workspace with the order of each table's keys
 */
@SuppressWarnings("ArrayRecordComponent") // the caller's buffer; never compared
record PushCall(
    PushStamp stamp,
    List<SparseRows> sparse,
    float[] dense,
    List<TableConfig> tables,
    Workspace workspace)
    implements Call {
  @Override
  public byte kind() {
    return Wire.PUSH;
  }

  @Override
  public void encode(ServerShare share, FrameWriter to) {
    to.putInt(stamp.generation()).putInt(stamp.worker()).putInt(stamp.attempt());
    to.putLong(stamp.step());
    to.putInt(share.denseLength()).putFloats(dense, share.denseFrom(), share.denseLength());
    to.putInt(sparse.size());
    for (SparseRows rows : sparse) {
      ShardOrder order = workspace.order(rows.table());
      int from = share.from(order);
      int end = share.to(order);
      TableConfig table = tables.get(rows.table());
      to.putInt(rows.table()).putInt(end - from).putKeys(rows.keys(), order, from, end);
      to.putRows(rows.values(), table.width(), order, from, end);
      if (table.eviction().scores()) {
        for (int place = from; place < end; place++) {
          int position = order.position(place);
          to.putInt(rows.occurrences().show(position));
          to.putInt(rows.occurrences().click(position));
        }
      }
    }
  }

  @Override
  public void runOn(ParameterServer server, int worker, Workspace scratch) {
    server.push(stamp, sparse, dense, server.denseFrom(), scratch);
  }
}
