package io.quern.cli.output;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;

/**
 * The rows of a result up to a limit. Without one they are streamed; with one no more are computed
 * than needed. Confined to one thread.
 */
final class ShownRows<T> implements Iterator<T> {
  private final Iterator<T> rows;
  private final long most;
  private long shown;

  private ShownRows(Iterator<T> rows, long most) {
    this.rows = requireNonNull(rows, "rows is null");
    this.most = most;
  }

  /**
   * @param rows gives so many at most
   */
  static <T> ShownRows<T> of(IntFunction<Iterator<T>> rows, RowLimit limit) {
    return limit.isNone()
        ? new ShownRows<>(rows.apply(ResultRows.ALL), Long.MAX_VALUE)
        : new ShownRows<>(rows.apply(limit.rows() + 1), limit.rows());
  }

  @Override
  public boolean hasNext() {
    return shown < most && rows.hasNext();
  }

  @Override
  public T next() {
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
