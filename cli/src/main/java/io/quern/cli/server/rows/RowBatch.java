package io.quern.cli.server.rows;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.spark.sql.Row;

/** Rows of one answer, collected column by column. Confined to one thread. */
public final class RowBatch {
  /** Text and binaries of one answer, about, in bytes; a single row may be longer. */
  private static final long MOST_BYTES = 8 << 20;

  private final List<ColumnValues> columns = new ArrayList<>();
  private int rows;
  private long bytes;

  public RowBatch(WireColumns columns) {
    requireNonNull(columns, "columns is null");
    columns.columns().forEach(column -> this.columns.add(new ColumnValues(column.values())));
  }

  /** Adds a row of {@link WireColumns#travelling}. */
  public void add(Row row) {
    for (int i = 0; i < columns.size(); i++) {
      bytes += columns.get(i).add(row.isNullAt(i) ? null : row.get(i));
    }
    rows++;
  }

  public int rows() {
    return rows;
  }

  /** Whether no more should be added. */
  public boolean isHeavy() {
    return bytes >= MOST_BYTES;
  }

  /**
   * As the protocol has it.
   *
   * @param firstRow number of the first row in the result, from 0
   */
  public TRowSet toRowSet(long firstRow) {
    TRowSet set = new TRowSet(firstRow, List.of());
    set.setColumns(columns.stream().map(ColumnValues::toColumn).toList());
    set.setColumnCount(columns.size());
    return set;
  }
}
