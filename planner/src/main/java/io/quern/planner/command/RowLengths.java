package io.quern.planner.command;

import io.quern.model.network.RowTables;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells a number about each table of a model's rows, and whose rows are in it. */
public final class RowLengths {
  private RowLengths() {}

  /**
   * For example {@code 17 floats; 9 of city, hour}: the longest rows first, the others with their
   * features.
   *
   * @param slots the features' names in the order of their slots
   * @param numbers by table
   * @param unit behind the first number
   */
  public static String describe(
      RowTables tables, List<String> slots, List<Integer> numbers, String unit) {
    String first = "%d %s".formatted(numbers.get(0), unit);
    return IntStream.range(1, tables.count())
        .mapToObj(table -> "; %d of %s".formatted(numbers.get(table), names(tables, slots, table)))
        .collect(Collectors.joining("", first, ""));
  }

  private static String names(RowTables tables, List<String> slots, int table) {
    return IntStream.range(0, slots.size())
        .filter(slot -> tables.ofSlots().get(slot) == table)
        .mapToObj(slots::get)
        .collect(Collectors.joining(", "));
  }
}
