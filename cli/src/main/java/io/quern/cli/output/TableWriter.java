package io.quern.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/**
 * Aligned columns for people; numbers to the right, a value of several lines over several lines.
 * Holds all rows that it shows in memory.
 */
final class TableWriter implements ResultWriter {
  private static final String GAP = " | ";

  private final int columns;

  private TableWriter(int columns) {
    this.columns = columns;
  }

  /** As wide as it needs to be. */
  static TableWriter ofAnyWidth() {
    return new TableWriter(Integer.MAX_VALUE);
  }

  /** Where a table would not fit on the screen, one line a value instead. */
  static TableWriter fitting(Screen screen) {
    return screen.isTerminal() ? new TableWriter(screen.columns()) : ofAnyWidth();
  }

  @Override
  public boolean write(Dataset<Row> result, RowLimit limit, PrintStream out) {
    ShownRows shown = ShownRows.of(ResultWriter.texts(result), limit);
    List<Row> rows = new ArrayList<>();
    shown.forEachRemaining(rows::add);
    String[] names =
        Arrays.stream(result.columns()).map(DisplayText::escaped).toArray(String[]::new);
    List<String[]> lines = rows.stream().flatMap(TableWriter::lines).toList();
    int[] widths = widths(names, lines);
    if (Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) > columns) {
      new VerticalWriter().write(result.columns(), rows.iterator(), out);
      return shown.isCut();
    }
    boolean[] right = rightAligned(result.schema().fields());
    out.println(line(names, widths, new boolean[names.length]));
    out.println(Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining("-+-")));
    lines.forEach(cells -> out.println(line(cells, widths, right)));
    if (!shown.isCut()) {
      out.println("(" + rows.size() + (rows.size() == 1 ? " row)" : " rows)"));
    }
    return shown.isCut();
  }

  /** The cells of the one or more lines that a row takes. */
  private static Stream<String[]> lines(Row row) {
    List<List<String>> values =
        IntStream.range(0, row.size())
            .mapToObj(i -> row.isNullAt(i) ? List.of("NULL") : lines(row.getString(i)))
            .toList();
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

  private static boolean[] rightAligned(StructField[] fields) {
    boolean[] right = new boolean[fields.length];
    for (int i = 0; i < fields.length; i++) {
      right[i] = fields[i].dataType() instanceof NumericType;
    }
    return right;
  }

  private static String line(String[] cells, int[] widths, boolean[] right) {
    return IntStream.range(0, cells.length)
        .mapToObj(i -> padded(cells[i], widths[i], right[i]))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private static String padded(String cell, int width, boolean right) {
    String padding = " ".repeat(width - DisplayText.width(cell));
    return right ? padding + cell : cell + padding;
  }
}
