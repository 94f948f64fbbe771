package io.quern.cli.output;

import io.quern.cli.output.FirstRows.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What of a result fits on a narrow screen, where its columns say what may go. */
final class NarrowTable {
  private NarrowTable() {}

  /** As many columns as fit, values cut; empty where those that have to stay are too wide. */
  static Optional<FirstRows> fit(FirstRows rows, int width) {
    List<Integer> columns =
        IntStream.range(0, rows.columns().size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> rank(rows, i))) // stable
            .toList();
    long lasting = columns.stream().filter(i -> rank(rows, i) == 0).count();
    if (lasting == columns.size()) {
      return Optional.empty(); // none may go
    }
    for (int kept = columns.size(); kept >= lasting; kept--) {
      FirstRows narrow = only(rows, columns.subList(0, kept).stream().sorted().toList());
      if (new TableText(narrow).width() <= width) {
        return Optional.of(narrow);
      }
    }
    return Optional.empty();
  }

  private static int rank(FirstRows rows, int column) {
    return rows.columns().get(column).narrow().rank();
  }

  private static FirstRows only(FirstRows rows, List<Integer> columns) {
    List<Column> kept = columns.stream().map(rows.columns()::get).toList();
    return new FirstRows(
        kept,
        rows.rows().stream()
            .map(
                row ->
                    IntStream.range(0, kept.size())
                        .mapToObj(i -> cut(row[columns.get(i)], kept.get(i)))
                        .toArray(String[]::new))
            .toList(),
        rows.isCut());
  }

  private static String cut(String value, Column column) {
    int length = column.narrow().length();
    if (value == null || length < 0) {
      return value;
    }
    if (column.isNumeric()) {
      return rounded(value, length);
    }
    int left = codePoints(value) - length;
    if (left <= 0) {
      return value;
    }
    return column.narrow().isEnd()
        ? "…" + value.substring(value.offsetByCodePoints(0, left + 1))
        : value.substring(0, value.offsetByCodePoints(0, length));
  }

  private static int codePoints(String value) {
    return value.codePointCount(0, value.length());
  }

  private static String rounded(String number, int digits) {
    try {
      return new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    } catch (NumberFormatException e) { // NaN, Infinity
      return number;
    }
  }
}
