package io.quern.ps;

/** Receives the rows of a snapshot. */
@FunctionalInterface
public interface RowVisitor {
  /**
   * One row. The arrays are reused for the next.
   *
   * @param weights {@code width} values
   * @param state the update rule's slots one after the other, {@code width} values each
   */
  void row(long key, float[] weights, float[] state);
}
