package io.quern.cli.server.protocol;

import io.quern.cli.server.rows.RowBatch;
import io.quern.cli.server.rows.WireColumns;
import java.util.List;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Log lines as rows of one column. Stateless. */
final class LogRows {
  private static final WireColumns COLUMNS =
      WireColumns.of(StructType.fromDDL("operation_log string"));

  private LogRows() {}

  static TRowSet of(List<String> lines) {
    RowBatch batch = new RowBatch(COLUMNS);
    lines.forEach(line -> batch.add(RowFactory.create(line)));
    return batch.toRowSet(0);
  }
}
