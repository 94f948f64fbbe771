package io.quern.cli.output;

import static java.util.Objects.requireNonNull;

import io.quern.planner.command.NarrowColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The first rows of a result, computed once, to be shown in one form or several.
 *
 * @param columns the result's columns
 * @param rows every value as Spark's text of it; null stays null
 * @param isCut whether the result has more rows
 */
public record FirstRows(List<Column> columns, List<String[]> rows, boolean isCut) {
  /**
   * A column of a result.
   *
   * @param isNumeric whether its values stand to the right
   * @param narrow what a screen that is too narrow does with it
   */
  public record Column(String name, boolean isNumeric, NarrowColumn narrow) {
    public Column {
      requireNonNull(name, "name is null");
      requireNonNull(narrow, "narrow is null");
    }

    /** One that says nothing of narrow screens. */
    public Column(String name, boolean isNumeric) {
      this(name, isNumeric, NarrowColumn.WHOLE);
    }
  }

  public FirstRows {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Computes the rows of {@code result} up to {@code limit}. */
  public static FirstRows read(ResultRows result, RowLimit limit) {
    ShownRows<String[]> shown = ShownRows.of(result::texts, limit);
    List<String[]> rows = new ArrayList<>();
    shown.forEachRemaining(rows::add);
    return new FirstRows(columns(result), rows, shown.isCut());
  }

  private static List<Column> columns(ResultRows result) {
    String[] names = result.columns();
    return IntStream.range(0, names.length)
        .mapToObj(i -> new Column(names[i], result.isNumber(i), result.narrow(i)))
        .toList();
  }

  /** The first {@code most} of the rows, as if they had been cut there. */
  public FirstRows first(int most) {
    return rows.size() <= most ? this : new FirstRows(columns, rows.subList(0, most), true);
  }
}
