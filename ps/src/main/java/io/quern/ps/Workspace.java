package io.quern.ps;

import java.util.ArrayList;
import java.util.List;

/** Scratch of one thread that calls servers; buffers are reused from call to call. */
final class Workspace {
  private final List<ShardOrder> orders = new ArrayList<>();
  private final List<RowBlock> blocks = new ArrayList<>();

  Workspace(List<TableConfig> tables) {
    for (TableConfig table : tables) {
      orders.add(new ShardOrder());
      blocks.add(new RowBlock(RowLayout.of(table)));
    }
  }

  /** Groups the keys of {@code rows} by shard. */
  ShardOrder sort(SparseRows rows) {
    ShardOrder order = orders.get(rows.table());
    order.sort(rows.keys(), rows.count());
    return order;
  }

  /** The keys of the table's last {@link #sort}. */
  ShardOrder order(int table) {
    return orders.get(table);
  }

  RowBlock block(int table) {
    return blocks.get(table);
  }
}
