package io.quern.conformance;

import io.quern.conformance.Outcome.Failure;

/**
 * A way into Quern, opened for one run of the script.
 *
 * <p>What it cannot show of an outcome, or shows otherwise by its nature, it says by the methods
 * below {@link #cancel}: they turn what is expected into what is to be seen here. What is not named
 * there must be the same through every door.
 */
interface Door extends AutoCloseable {
  /** Runs a statement to its end. */
  Outcome run(Conformance.Statement statement) throws Exception;

  /**
   * Runs a statement that would not end, and stops it the way this door has, once it is under way.
   */
  Outcome cancel(Conformance.Statement statement) throws Exception;

  /** Whether there is a session yet after something was cancelled. */
  default boolean livesOn() {
    return true;
  }

  /** A type, which is Spark's, as it is told; empty where it is not. */
  default String type(String type) {
    return type;
  }

  /** A value as it is shown. */
  default String cell(ResultColumn column, String value) {
    return value;
  }

  /** A failure as it is told. */
  default Failure failure(Expected.Fault fault) {
    return fault.failure();
  }

  /** How many rows of a result are shown. */
  default int mostRows() {
    return Integer.MAX_VALUE;
  }

  @Override
  void close() throws Exception;
}
