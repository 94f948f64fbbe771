package io.quern.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a table as the kernel writes it. */
final class HtmlTable {
  private static final Pattern ROW = Pattern.compile("<tr>(<td.*?)</tr>", Pattern.DOTALL);
  private static final Pattern ENTITY = Pattern.compile("&(lt|gt|quot|#39|amp);");

  private HtmlTable() {}

  /** A cell, with its text as a browser shows it. */
  record Cell(String text, boolean isToTheRight) {}

  /** The rows of its body. */
  static List<String> rows(String html) {
    return ROW.matcher(html).results().map(row -> row.group(1)).toList();
  }

  /** The cells that are elements of that name. */
  static List<Cell> cells(String html, String element) {
    List<Cell> cells = new ArrayList<>();
    Matcher cell =
        Pattern.compile("<%1$s style=\"(.*?)\">(.*?)</%1$s>".formatted(element), Pattern.DOTALL)
            .matcher(html);
    while (cell.find()) {
      cells.add(new Cell(text(cell.group(2)), cell.group(1).contains("right")));
    }
    return cells;
  }

  /** NULL is set apart from the word. */
  private static String text(String html) {
    return html.equals("<em>NULL</em>")
        ? Outcome.NULL
        : ENTITY.matcher(html.replace("<br>", "\n")).replaceAll(HtmlTable::character);
  }

  private static String character(java.util.regex.MatchResult entity) {
    return switch (entity.group(1)) {
      case "lt" -> "<";
      case "gt" -> ">";
      case "quot" -> "\"";
      case "#39" -> "'";
      default -> "&";
    };
  }
}
