package io.quern.cli.server.session;

import static java.util.Objects.requireNonNull;

import io.quern.cli.server.rows.RowBatch;
import io.quern.cli.server.rows.WireColumns;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** One that has ended before the client hears of it: what there is in the catalog. */
final class RowsOperation implements Operation {
  private final Handle handle = Handle.random();
  private final long ended = System.currentTimeMillis();
  private final WireColumns columns;
  private final List<Row> rows;
  private int place;

  RowsOperation(StructType schema, List<Row> rows) {
    this.columns = WireColumns.of(schema);
    this.rows = List.copyOf(requireNonNull(rows, "rows is null"));
  }

  @Override
  public Handle handle() {
    return handle;
  }

  @Override
  public OperationStatus status() {
    return new OperationStatus(
        TOperationState.FINISHED_STATE, Optional.empty(), true, ended, ended);
  }

  @Override
  public OperationStatus await(Duration patience) {
    return status();
  }

  @Override
  public WireColumns columns() {
    return columns;
  }

  @Override
  public synchronized TRowSet fetch(boolean fromStart, long most) {
    int first = fromStart ? 0 : place;
    RowBatch batch = new RowBatch(columns);
    while (first + batch.rows() < rows.size() && batch.rows() < most && !batch.isHeavy()) {
      batch.add(rows.get(first + batch.rows()));
    }
    place = first + batch.rows();
    return batch.toRowSet(first);
  }

  @Override
  public List<String> log(boolean fromStart, long most) {
    return List.of();
  }

  @Override
  public void cancel() {}

  @Override
  public void close() {}
}
