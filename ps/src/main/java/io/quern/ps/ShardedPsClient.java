package io.quern.ps;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.List;

/** The client of all servers: sorts keys by shard, and gives each server its run of them. */
final class ShardedPsClient implements PsClient {
  private final List<TableConfig> tables;
  private final int denseSize;
  private final Workspace workspace;
  private final List<ServerLink> links;
  private final SocketPump pump;

  ShardedPsClient(
      List<TableConfig> tables,
      int denseSize,
      Workspace workspace,
      List<ServerLink> links,
      SocketPump pump) {
    this.tables = tables;
    this.denseSize = denseSize;
    this.workspace = workspace;
    this.links = links;
    this.pump = pump;
  }

  @Override
  public boolean isRemote() {
    return links.stream().anyMatch(ServerLink::isRemote);
  }

  @Override
  public void pull(SparseRows rows) {
    perform(new RowsCall(true, rows, tables.get(rows.table()), sort(rows)));
  }

  @Override
  public void read(SparseRows rows) {
    perform(new RowsCall(false, rows, tables.get(rows.table()), sort(rows)));
  }

  @Override
  public void pullDense(float[] values) {
    perform(new DenseCall(values));
  }

  @Override
  public void push(PushStamp stamp, List<SparseRows> sparse, float[] dense) {
    if (dense.length < denseSize) {
      throw new IllegalArgumentException(
          "Push brings " + dense.length + " dense values, not " + denseSize);
    }
    sparse.forEach(this::sort);
    perform(new PushCall(stamp, sparse, dense, tables, workspace));
  }

  @Override
  public void setLearningRates(float dense, float sparse) {
    perform(new RatesCall(dense, sparse));
  }

  private int width(SparseRows rows) {
    return tables.get(rows.table()).width();
  }

  private ShardOrder sort(SparseRows rows) {
    if ((long) rows.count() * width(rows) > rows.values().length) {
      throw new IllegalArgumentException(
          "%d rows of %d values do not fit %d values"
              .formatted(rows.count(), width(rows), rows.values().length));
    }
    if (rows.count() > PsLimits.DEFAULT.keys()) {
      throw new QuernException(
              ErrorCode.RESOURCE,
              "A step of %d keys exceeds the limit of %d keys"
                  .formatted(rows.count(), PsLimits.DEFAULT.keys()))
          .withHint("Lower batchSize.");
    }
    return workspace.sort(rows);
  }

  private void perform(Call call) {
    SocketPump.requireNotInterrupted();
    try {
      for (ServerLink link : links) {
        link.begin(call);
      }
      for (ServerLink link : links) {
        link.finish(call);
      }
    } catch (RuntimeException | Error e) {
      links.forEach(ServerLink::abort);
      throw e;
    }
  }

  @Override
  public void close() {
    links.forEach(ServerLink::close);
    pump.close();
  }
}
