package io.quern.conformance;

import static java.util.Objects.requireNonNull;

/**
 * A column of a result.
 *
 * @param type as Spark writes it in a schema; empty where a door does not tell it
 */
record ResultColumn(String name, String type) {
  ResultColumn {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
  }

  /** Of a type that is not told. */
  static ResultColumn of(String name) {
    return new ResultColumn(name, "");
  }

  /** Whether its values are made of others. */
  boolean isNested() {
    return type.startsWith("array<") || type.startsWith("map<") || type.startsWith("struct<");
  }
}
