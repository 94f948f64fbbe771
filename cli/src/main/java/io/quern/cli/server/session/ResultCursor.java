package io.quern.cli.server.session;

import static java.util.Objects.requireNonNull;

import io.quern.cli.server.rows.RowBatch;
import io.quern.cli.server.rows.WireColumns;
import io.quern.planner.script.ScriptException;
import io.quern.planner.script.StatementResult;
import java.util.Collections;
import java.util.Iterator;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A place in the rows of a statement's result. They are computed a partition at a time, as they are
 * asked for, so that a result of any length takes the memory of its longest partition. Confined to
 * one thread at a time.
 */
final class ResultCursor {
  private final StatementResult result;
  private WireColumns columns;
  private Iterator<Row> rows = Collections.emptyIterator();
  private long place;

  private ResultCursor(StatementResult result) {
    this.result = requireNonNull(result, "result is null");
  }

  /** In front of the first row, which is computed. */
  static ResultCursor open(StatementResult result) throws ScriptException {
    ResultCursor cursor = new ResultCursor(result);
    cursor.toStart();
    return cursor;
  }

  private void toStart() throws ScriptException {
    result.read(
        computed -> {
          columns = WireColumns.of(computed.schema());
          rows = travelling(computed);
          place = 0;
          boolean ignored = rows.hasNext();
        });
  }

  /** A partition at a time; what is in this process already, all at once. */
  private Iterator<Row> travelling(Dataset<Row> computed) {
    Dataset<Row> travelling = columns.travelling(computed);
    return computed.isLocal()
        ? travelling.collectAsList().iterator()
        : travelling.toLocalIterator();
  }

  WireColumns columns() {
    return columns;
  }

  /** The next rows, none at the end. */
  TRowSet fetch(boolean fromStart, long most) throws ScriptException {
    if (fromStart && place > 0) {
      toStart();
    }
    long first = place;
    RowBatch batch = new RowBatch(columns);
    result.read(
        ignored -> {
          while (batch.rows() < most && !batch.isHeavy() && rows.hasNext()) {
            batch.add(rows.next());
            place++;
          }
        });
    return batch.toRowSet(first);
  }
}
