package io.quern.acceptance;

import io.quern.cli.Masks;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Printed lines without what differs from run to run: times, ids, the width of columns, and figures
 * with more digits than anybody would write, which are those of a clock or of a loss. A line that
 * is only "…" stands for any lines, and so does "…" at the end of a line for its rest.
 */
final class PageText {
  private static final String ANY = "…";
  private static final Pattern WIDTH = Pattern.compile("-{2,}");
  private static final Pattern BLANKS = Pattern.compile(" {2,}");
  private static final Pattern LONG_FIGURE = Pattern.compile("-?\\b\\d+\\.\\d{5,}(E-?\\d+)?");
  private static final Pattern RATE = Pattern.compile("[\\d,]+ rows/s");
  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(\\.\\d+)?(E-?\\d+)?");

  private final List<String> lines;

  /**
   * @param varies whether all numbers differ from run to run
   */
  PageText(String text, boolean varies) {
    this.lines = Masks.of(text).lines().map(line -> masked(line, varies)).toList();
  }

  private static String masked(String line, boolean varies) {
    String text = LONG_FIGURE.matcher(line).replaceAll("<figure>");
    text = RATE.matcher(text).replaceAll("<rate>");
    text = varies ? NUMBER.matcher(text).replaceAll("#") : text;
    text = WIDTH.matcher(text).replaceAll("-");
    return BLANKS.matcher(text).replaceAll(" ").strip();
  }

  /** Whether the pieces between "…" are in {@code all}, each in one piece, in their order. */
  boolean isPartOf(PageText all) {
    int from = 0;
    for (List<String> piece : pieces()) {
      int at = all.indexOf(piece, from);
      if (at < 0) {
        return false;
      }
      from = at + piece.size();
    }
    return true;
  }

  private List<List<String>> pieces() {
    List<List<String>> pieces = new ArrayList<>();
    pieces.add(new ArrayList<>());
    for (String line : lines) {
      if (line.equals(ANY)) {
        pieces.add(new ArrayList<>());
      } else {
        pieces.get(pieces.size() - 1).add(line);
      }
    }
    return pieces;
  }

  private int indexOf(List<String> piece, int from) {
    for (int at = from; at + piece.size() <= lines.size(); at++) {
      if (matches(piece, at)) {
        return at;
      }
    }
    return -1;
  }

  private boolean matches(List<String> piece, int at) {
    for (int i = 0; i < piece.size(); i++) {
      String line = piece.get(i);
      String printed = lines.get(at + i);
      boolean same =
          line.endsWith(ANY)
              ? printed.startsWith(line.substring(0, line.length() - ANY.length()))
              : line.equals(printed);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** As it is compared. */
  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
