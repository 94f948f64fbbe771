package io.quern.cli.output;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;

/** A table of GitHub's Markdown, to paste into a page or a comment. */
final class MarkdownWriter implements ResultWriter {
  @Override
  public boolean write(Dataset<Row> result, RowLimit limit, PrintStream out) {
    out.println(line(Arrays.stream(result.columns()).map(MarkdownWriter::escaped)));
    out.println(
        line(
            Arrays.stream(result.schema().fields())
                .map(field -> field.dataType() instanceof NumericType ? "---:" : "---")));
    ShownRows rows = ShownRows.of(ResultWriter.texts(result), limit);
    rows.forEachRemaining(
        row ->
            out.println(
                line(
                    IntStream.range(0, row.size())
                        .mapToObj(i -> row.isNullAt(i) ? "NULL" : escaped(row.getString(i))))));
    return rows.isCut();
  }

  private static String line(Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String escaped(String text) {
    return DisplayText.escaped(text.strip().replace("\n", "<br>")).replace("|", "\\|");
  }
}
