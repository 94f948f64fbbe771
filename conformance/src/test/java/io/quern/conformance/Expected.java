package io.quern.conformance;

import io.quern.conformance.Outcome.Failure;
import java.util.List;
import java.util.Optional;

/** What a statement must give, whatever door it comes by. */
sealed interface Expected {
  /** In place of a value that differs from run to run, or of any number of rows. */
  String ANY = "…";

  /** In front of a number that is right to its last digit. */
  String ABOUT = "≈";

  /** No result. */
  record Nothing() implements Expected {}

  /**
   * A result.
   *
   * @param lines rows, and {@link #ANY} alone for any number of them
   * @param whole of how many rows and which, where not all are listed
   */
  record Table(List<ResultColumn> columns, List<List<String>> lines, Optional<Whole> whole)
      implements Expected {
    public Table {
      columns = List.copyOf(columns);
      lines = List.copyOf(lines);
    }
  }

  /**
   * All rows of a long result.
   *
   * @param digest SHA-256 of its rows, values parted by tabs, rows ended by line breaks
   */
  record Whole(int rows, String digest) {}

  /**
   * A failure.
   *
   * @param sparks what {@code spark.sql} throws in its place, where the statement is Spark's own
   */
  record Fault(Failure failure, Optional<Failure> sparks) implements Expected {}
}
