package io.quern.ps;

/**
 * Rows of one table: weights pulled or gradients pushed. A view of the caller's buffers.
 *
 * @param table index of the table in the server's configuration
 * @param keys unique; the first {@code count} are in use
 * @param values {@code count × width}, row-major
 */
@SuppressWarnings("ArrayRecordComponent") // a view of reused buffers; never compared
public record SparseRows(int table, long[] keys, int count, float[] values) {}
