package io.quern.cli;

import java.io.PrintStream;
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
 * Shows a bounded number of rows.
 */
final class TableWriter implements ResultWriter {
  /** What a person scrolls through; the other formats have no limit. */
  static final int MAX_ROWS = 1000;

  @Override
  public void write(Dataset<Row> result, PrintStream out) {
    List<Row> taken = ResultWriter.texts(result).takeAsList(MAX_ROWS + 1);
    boolean isCut = taken.size() > MAX_ROWS;
    List<String[]> lines = taken.stream().limit(MAX_ROWS).flatMap(TableWriter::lines).toList();
    int rows = taken.size() - (isCut ? 1 : 0);
    String[] names =
        Arrays.stream(result.columns()).map(DisplayText::escaped).toArray(String[]::new);
    int[] widths = widths(names, lines);
    boolean[] right = rightAligned(result.schema().fields());
    out.println(line(names, widths, new boolean[names.length]));
    out.println(Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining("-+-")));
    lines.forEach(cells -> out.println(line(cells, widths, right)));
    out.println(
        isCut
            ? "(first " + MAX_ROWS + " rows; --format csv, tsv, json or vertical prints all)"
            : "(" + rows + (rows == 1 ? " row)" : " rows)"));
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
        .collect(Collectors.joining(" | "))
        .stripTrailing();
  }

  private static String padded(String cell, int width, boolean right) {
    String padding = " ".repeat(width - DisplayText.width(cell));
    return right ? padding + cell : cell + padding;
  }
}
