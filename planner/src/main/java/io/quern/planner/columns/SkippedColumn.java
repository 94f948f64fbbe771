package io.quern.planner.columns;

import static java.util.Objects.requireNonNull;

/**
 * A column that takes no part.
 *
 * @param type as SQL
 * @param why as it reads in brackets
 * @param advice the beginning of a statement that learns from it nevertheless
 */
public record SkippedColumn(String name, String type, String why, String advice) {
  public SkippedColumn {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    requireNonNull(why, "why is null");
    requireNonNull(advice, "advice is null");
  }
}
