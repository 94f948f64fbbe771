package io.quern.notebooks.display;

import static java.util.Objects.requireNonNull;

import io.quern.cli.output.FirstRows;
import io.quern.cli.output.ResultRows;
import io.quern.cli.output.RowLimit;
import io.quern.cli.output.TableText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A result as a table, in text and in HTML. The first rows are shown, and how many more there are;
 * longer values are cut. Confined to one thread.
 */
public final class ResultDisplay {
  /** What a person reads of one value. */
  private static final int MOST_CHARACTERS = 1000;

  private static final String RIGHT = " style=\"text-align: right\"";
  private static final String LEFT = " style=\"text-align: left; white-space: pre-wrap\"";

  private final FirstRows shown;
  private final String footer;

  private ResultDisplay(FirstRows shown, String footer) {
    this.shown = requireNonNull(shown, "shown is null");
    this.footer = requireNonNull(footer, "footer is null");
  }

  /**
   * Computes the rows of {@code result}, once.
   *
   * @param most how many rows are shown; that many more are counted as a prompt would print
   */
  public static MimeBundle of(ResultRows result, int most) {
    int counted = Math.max(most, RowLimit.DEFAULT_ROWS);
    return of(FirstRows.read(result, new RowLimit(counted, "")), most);
  }

  static MimeBundle of(FirstRows rows, int most) {
    FirstRows first = rows.first(most);
    List<String[]> cut = first.rows().stream().map(ResultDisplay::cut).toList();
    ResultDisplay display =
        new ResultDisplay(new FirstRows(first.columns(), cut, first.isCut()), footer(rows, first));
    return MimeBundle.html(display.text(), display.html());
  }

  private static String footer(FirstRows all, FirstRows first) {
    int rest = all.rows().size() - first.rows().size();
    if (!first.isCut()) {
      return counted(first.rows().size());
    }
    return "first %s; %s%s more"
        .formatted(
            counted(first.rows().size()),
            all.isCut() ? "more than " : "",
            String.format(Locale.ROOT, "%,d", rest));
  }

  private static String counted(int rows) {
    return String.format(Locale.ROOT, "%,d row%s", rows, rows == 1 ? "" : "s");
  }

  private static String[] cut(String[] row) {
    return Arrays.stream(row)
        .map(value -> value == null ? null : cut(value))
        .toArray(String[]::new);
  }

  private static String cut(String value) {
    return value.length() <= MOST_CHARACTERS
            || value.codePointCount(0, value.length()) <= MOST_CHARACTERS
        ? value
        : value.substring(0, value.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
  }

  private String text() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new TableText(shown).print(out);
    String table = bytes.toString(StandardCharsets.UTF_8).stripTrailing();
    return shown.isCut() ? table + "\n(" + footer + ")" : table;
  }

  private String html() {
    String head =
        shown.columns().stream()
            .map(column -> "<th" + align(column) + ">" + Markup.escaped(column.name()) + "</th>")
            .collect(Collectors.joining("", "<thead><tr>", "</tr></thead>\n"));
    String body =
        shown.rows().stream()
            .map(this::tableRow)
            .collect(Collectors.joining("", "<tbody>\n", "</tbody>"));
    return "<table>\n" + head + body + "</table>\n<p>" + Markup.escaped(footer) + "</p>";
  }

  private String tableRow(String[] row) {
    return IntStream.range(0, row.length)
        .mapToObj(i -> cell(row[i], shown.columns().get(i)))
        .collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }

  private static String cell(String value, FirstRows.Column column) {
    String shown = value == null ? "<em>NULL</em>" : lines(value);
    return "<td" + align(column) + ">" + shown + "</td>";
  }

  private static String lines(String value) {
    return Markup.escaped(value.stripTrailing()).replace("\r", "").replace("\n", "<br>");
  }

  private static String align(FirstRows.Column column) {
    return column.isNumeric() ? RIGHT : LEFT;
  }
}
