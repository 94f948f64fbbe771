package io.quern.cli.output;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of a result up to a limit. Without one they are streamed, a partition at a time; with
 * one no more are computed than needed. Confined to one thread.
 */
final class ShownRows implements Iterator<Row> {
  private final Iterator<Row> rows;
  private final long most;
  private long shown;

  private ShownRows(Iterator<Row> rows, long most) {
    this.rows = requireNonNull(rows, "rows is null");
    this.most = most;
  }

  static ShownRows of(Dataset<Row> result, RowLimit limit) {
    return limit.isNone()
        ? new ShownRows(result.toLocalIterator(), Long.MAX_VALUE)
        : new ShownRows(result.takeAsList(limit.rows() + 1).iterator(), limit.rows());
  }

  @Override
  public boolean hasNext() {
    return shown < most && rows.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    shown++;
    return rows.next();
  }

  /** Whether there are rows that are not shown; known once the others have been read. */
  boolean isCut() {
    return shown == most && rows.hasNext();
  }
}
