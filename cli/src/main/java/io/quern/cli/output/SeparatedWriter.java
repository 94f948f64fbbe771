package io.quern.cli.output;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A header line and one line a row, values separated by one character. */
final class SeparatedWriter implements ResultWriter {
  private final String separator;
  private final String nullText;
  private final UnaryOperator<String> escape;

  private SeparatedWriter(String separator, String nullText, UnaryOperator<String> escape) {
    this.separator = separator;
    this.nullText = nullText;
    this.escape = escape;
  }

  /** RFC 4180; null is the empty field, the empty string is {@code ""}. */
  static SeparatedWriter csv() {
    return new SeparatedWriter(",", "", SeparatedWriter::quote);
  }

  /**
   * Tabs, line breaks and back-slashes as {@code \t}, {@code \n}, {@code \\}; null is {@code \N}.
   */
  static SeparatedWriter tsv() {
    return new SeparatedWriter(
        "\t",
        "\\N",
        text ->
            text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r"));
  }

  @Override
  public boolean write(ResultRows result, RowLimit limit, PrintStream out) {
    out.println(Arrays.stream(result.columns()).map(escape).collect(Collectors.joining(separator)));
    ShownRows<String[]> rows = ShownRows.of(result::texts, limit);
    rows.forEachRemaining(row -> out.println(line(row)));
    return rows.isCut();
  }

  private String line(String[] row) {
    return Arrays.stream(row)
        .map(value -> value == null ? nullText : escape.apply(value))
        .collect(Collectors.joining(separator));
  }

  private static String quote(String text) {
    boolean plain =
        !text.isEmpty()
            && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
