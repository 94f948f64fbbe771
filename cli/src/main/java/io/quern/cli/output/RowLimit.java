package io.quern.cli.output;

import static java.util.Objects.requireNonNull;

/**
 * How many rows of a result are shown.
 *
 * @param rows 0 for all
 * @param more how to see the others, as it reads after "(first 1000 rows; "
 */
public record RowLimit(int rows, String more) {
  /** What a person scrolls through. */
  public static final int DEFAULT_ROWS = 1000;

  public RowLimit {
    requireNonNull(more, "more is null");
    if (rows < 0) {
      throw new IllegalArgumentException("Invalid number of rows: " + rows);
    }
  }

  public static RowLimit none() {
    return new RowLimit(0, "");
  }

  boolean isNone() {
    return rows == 0;
  }

  /** What is said where a result is cut. */
  String notice() {
    return "first " + rows + (rows == 1 ? " row; " : " rows; ") + more;
  }
}
