package io.quern.cli.output;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table of GitHub's Markdown, to paste into a page or a comment. */
final class MarkdownWriter implements ResultWriter {
  @Override
  public boolean write(ResultRows result, RowLimit limit, PrintStream out) {
    out.println(line(Arrays.stream(result.columns()).map(MarkdownWriter::escaped)));
    out.println(
        line(
            IntStream.range(0, result.columns().length)
                .mapToObj(i -> result.isNumber(i) ? "---:" : "---")));
    ShownRows<String[]> rows = ShownRows.of(result::texts, limit);
    rows.forEachRemaining(
        row ->
            out.println(
                line(Arrays.stream(row).map(value -> value == null ? "NULL" : escaped(value)))));
    return rows.isCut();
  }

  private static String line(Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String escaped(String text) {
    return DisplayText.escaped(text.strip().replace("\n", "<br>")).replace("|", "\\|");
  }
}
