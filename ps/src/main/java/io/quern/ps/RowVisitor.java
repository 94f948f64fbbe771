package io.quern.ps;

/** Receives the rows of an export. */
@FunctionalInterface
public interface RowVisitor {
  /**
   * One row. The array is reused for the next.
   *
   * @param weights {@code width} values
   */
  void row(long key, float[] weights);
}
