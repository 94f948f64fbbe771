package io.quern.planner.columns;

import static java.util.Objects.requireNonNull;

/**
 * A column that takes no part.
 *
 * @param type as SQL
 * @param why as it reads in brackets
 */
public record SkippedColumn(String name, String type, String why) {
  public SkippedColumn {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    requireNonNull(why, "why is null");
  }
}
