package io.quern.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.quern.conformance.Outcome.Rows;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Holds what a door has given against what is expected, as far as the door can show that. */
final class Comparison {
  private final Door door;

  Comparison(Door door) {
    this.door = door;
  }

  /** Fails with both in the form of {@code conformance.out}. */
  void check(Expected expected, Outcome given) {
    if (expected instanceof Expected.Table table && given instanceof Rows rows) {
      check(table, rows);
      return;
    }
    Outcome wanted =
        expected instanceof Expected.Fault fault ? door.failure(fault) : new Outcome.Nothing();
    String text = OutcomeText.of(wanted);
    if (!isText(text, OutcomeText.of(given))) {
      assertThat(OutcomeText.of(given)).isEqualTo(text);
    }
  }

  private void check(Expected.Table table, Rows given) {
    List<ResultColumn> columns = shown(table);
    List<List<String>> lines =
        table.lines().stream().map(line -> shown(line, table.columns())).toList();
    boolean isAsExpected =
        columns.equals(given.columns())
            && matches(lines, given.rows(), given.isCut())
            && (table.whole().isEmpty() || isWhole(table.whole().get(), given));
    if (!isAsExpected) {
      String below = table.whole().map(w -> w.rows() + " rows, sha256 " + w.digest()).orElse("");
      assertThat(OutcomeText.of(given) + below(given, table))
          .isEqualTo(OutcomeText.of(columns, lines, below));
    }
  }

  private static String below(Rows given, Expected.Table table) {
    return table.whole().isEmpty()
        ? ""
        : "\n%d rows, sha256 %s".formatted(given.rows().size(), digest(given.rows()));
  }

  private List<ResultColumn> shown(Expected.Table table) {
    return table.columns().stream()
        .map(column -> new ResultColumn(column.name(), door.type(column.type())))
        .toList();
  }

  private List<String> shown(List<String> line, List<ResultColumn> columns) {
    if (line.equals(List.of(Expected.ANY))) {
      return line;
    }
    return IntStream.range(0, line.size())
        .mapToObj(i -> isFree(line.get(i)) ? line.get(i) : door.cell(columns.get(i), line.get(i)))
        .toList();
  }

  private static boolean isFree(String cell) {
    return cell.equals(Expected.ANY) || cell.startsWith(Expected.ABOUT);
  }

  private boolean isWhole(Expected.Whole whole, Rows given) {
    return whole.rows() > door.mostRows()
        ? given.isCut() && given.rows().size() == door.mostRows()
        : !given.isCut()
            && given.rows().size() == whole.rows()
            && digest(given.rows()).equals(whole.digest());
  }

  private static String digest(List<List<String>> rows) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      rows.forEach(row -> digest.update((String.join("\t", row) + "\n").getBytes(UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether rows are these lines, of which some may stand for any number of rows. */
  private static boolean matches(List<List<String>> lines, List<List<String>> rows, boolean isCut) {
    if (lines.isEmpty()) {
      return rows.isEmpty() && !isCut;
    }
    List<List<String>> others = lines.subList(1, lines.size());
    if (lines.get(0).equals(List.of(Expected.ANY))) {
      return others.isEmpty()
          || IntStream.rangeClosed(0, rows.size())
              .anyMatch(from -> matches(others, rows.subList(from, rows.size()), isCut));
    }
    return !rows.isEmpty()
        && isRow(lines.get(0), rows.get(0))
        && matches(others, rows.subList(1, rows.size()), isCut);
  }

  private static boolean isRow(List<String> line, List<String> row) {
    return line.size() == row.size()
        && IntStream.range(0, line.size()).allMatch(i -> isCell(line.get(i), row.get(i)));
  }

  /** Whether a text is the wanted one, in which something may stand for anything. */
  private static boolean isText(String wanted, String given) {
    String pattern =
        Arrays.stream(wanted.split(Expected.ANY, -1)).map(Pattern::quote).collect(joining(".+"));
    return Pattern.compile(pattern).matcher(given).matches();
  }

  private static boolean isCell(String wanted, String given) {
    if (wanted.equals(Expected.ANY)) {
      return !given.isEmpty() && !given.equals(Outcome.NULL) && !given.equals("NULL");
    }
    return wanted.startsWith(Expected.ABOUT)
        ? isAbout(new BigDecimal(wanted.substring(Expected.ABOUT.length())), given)
        : wanted.equals(given);
  }

  /** Right within one unit of the last digit. */
  private static boolean isAbout(BigDecimal wanted, String given) {
    try {
      return new BigDecimal(given).subtract(wanted).abs().compareTo(wanted.ulp()) <= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
