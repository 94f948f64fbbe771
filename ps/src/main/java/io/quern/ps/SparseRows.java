package io.quern.ps;

import static java.util.Objects.requireNonNull;

/**
 * Rows of one table: weights pulled or gradients pushed. A view of the caller's buffers.
 *
 * @param table index of the table in the server's configuration
 * @param keys unique; the first {@code count} are in use
 * @param values {@code count × width}, row-major
 * @param occurrences of the keys, for tables that count them ({@link
 *     TableConfig#countsOccurrences})
 */
@SuppressWarnings("ArrayRecordComponent") // a view of reused buffers; never compared
public record SparseRows(
    int table, long[] keys, int count, float[] values, Occurrences occurrences) {
  public SparseRows {
    requireNonNull(occurrences, "occurrences is null");
  }

  /** Of keys that occur once each. */
  public SparseRows(int table, long[] keys, int count, float[] values) {
    this(table, keys, count, values, Occurrences.ONCE);
  }
}
