package io.quern.cli.output;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Aligned columns for people; numbers to the right, a value of several lines over several lines.
 * Confined to one thread.
 */
public final class TableText {
  private static final String GAP = " | ";

  private final FirstRows result;
  private final String[] names;
  private final List<String[]> lines;
  private final int[] widths;

  public TableText(FirstRows result) {
    this.result = requireNonNull(result, "result is null");
    names =
        result.columns().stream()
            .map(column -> DisplayText.escaped(column.name()))
            .toArray(String[]::new);
    lines = result.rows().stream().flatMap(TableText::lines).toList();
    widths = widths(names, lines);
  }

  /** How many cells of a terminal it takes. */
  int width() {
    return Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1);
  }

  /** Prints it; below it, where it is whole, how many rows there are. */
  public void print(PrintStream out) {
    out.println(line(names, column -> false));
    out.println(Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining("-+-")));
    lines.forEach(cells -> out.println(line(cells, i -> result.columns().get(i).isNumeric())));
    if (!result.isCut()) {
      int rows = result.rows().size();
      out.println("(" + rows + (rows == 1 ? " row)" : " rows)"));
    }
  }

  /** The cells of the one or more lines that a row takes. */
  private static Stream<String[]> lines(String[] row) {
    List<List<String>> values =
        Arrays.stream(row).map(value -> value == null ? List.of("NULL") : lines(value)).toList();
    int height = values.stream().mapToInt(List::size).max().orElse(1);
    return IntStream.range(0, height)
        .mapToObj(
            line ->
                values.stream()
                    .map(value -> line < value.size() ? value.get(line) : "")
                    .toArray(String[]::new));
  }

  private static List<String> lines(String value) {
    return value.isEmpty()
        ? List.of("")
        : value.stripTrailing().lines().map(DisplayText::escaped).toList();
  }

  private static int[] widths(String[] names, List<String[]> lines) {
    int[] widths = Arrays.stream(names).mapToInt(DisplayText::width).toArray();
    for (String[] cells : lines) {
      for (int i = 0; i < cells.length; i++) {
        widths[i] = Math.max(widths[i], DisplayText.width(cells[i]));
      }
    }
    return widths;
  }

  private String line(String[] cells, IntPredicate isRight) {
    return IntStream.range(0, cells.length)
        .mapToObj(i -> padded(cells[i], widths[i], isRight.test(i)))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private static String padded(String cell, int width, boolean right) {
    String padding = " ".repeat(width - DisplayText.width(cell));
    return right ? padding + cell : cell + padding;
  }
}
