package io.quern.cli.complete;

import java.util.List;

/** The names that a session knows. Answers at once, if need be with what it has so far. */
public interface Names {
  /**
   * A column of a table.
   *
   * @param type as SQL writes it
   */
  record Column(String name, String type) {}

  /** Tables and views of the current database, temporary views included. */
  List<String> tables();

  /** The columns of a table in their order; empty where there is no such table. */
  List<Column> columns(String table);

  /** Functions that the session has registered itself: models above all. */
  List<String> functions();

  /** Those of a session that is not there yet. */
  static Names none() {
    return new Names() {
      @Override
      public List<String> tables() {
        return List.of();
      }

      @Override
      public List<Column> columns(String table) {
        return List.of();
      }

      @Override
      public List<String> functions() {
        return List.of();
      }
    };
  }
}
