package io.quern.api;

/** What kind of failure a statement ended with; the word users see after {@code ERROR}. */
public enum ErrorCode {
  /** The text is no statement of the dialect. */
  PARSE("42601"),
  /** A table, column, function, algorithm or variable does not exist. */
  NAME("42704"),
  /** An option is unknown, given twice, of the wrong type, out of range, or conflicts. */
  OPTION("22023"),
  /** A column or argument has a type that cannot be used there. */
  TYPE("42804"),
  /** The rows themselves cannot be used: labels, empty source, non-finite values. */
  DATA("22000"),
  /** A model is missing, damaged, foreign, or does not fit what is asked of it. */
  MODEL("55000"),
  /** A path may not be read or written. */
  AUTH("42501"),
  /** A file or folder cannot be read or written for another reason. */
  STORAGE("58030"),
  /** Memory, slots or disk do not suffice. */
  RESOURCE("53000"),
  /** A part of the training cluster was lost or did not answer in time. */
  CLUSTER("08006"),
  /** A setting is wrong. */
  CONFIG("F0000"),
  /** Somebody asked the statement to stop. */
  CANCELLED("57014"),
  /** A defect of Quern itself. */
  INTERNAL("XX000");

  private final String sqlState;

  ErrorCode(String sqlState) {
    this.sqlState = sqlState;
  }

  /** The five-character SQLSTATE that JDBC clients receive. */
  public String sqlState() {
    return sqlState;
  }
}
