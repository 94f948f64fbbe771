package io.quern.conformance;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV as RFC 4180 has it; an empty field without quotes is NULL. */
final class CsvText {
  private final String text;
  private int next;

  private CsvText(String text) {
    this.text = text;
  }

  /** The lines of a text whose last line ends with a line break, header included. */
  static List<List<String>> read(String text) {
    CsvText csv = new CsvText(text);
    List<List<String>> lines = new ArrayList<>();
    while (csv.next < text.length()) {
      lines.add(csv.line());
    }
    return lines;
  }

  private List<String> line() {
    List<String> fields = new ArrayList<>();
    do {
      fields.add(text.charAt(next) == '"' ? quoted() : plain());
    } while (text.charAt(next++) == ',');
    return fields;
  }

  private String plain() {
    int start = next;
    while (text.charAt(next) != ',' && text.charAt(next) != '\n') {
      next++;
    }
    return start == next ? Outcome.NULL : text.substring(start, next);
  }

  private String quoted() {
    StringBuilder field = new StringBuilder();
    while (text.charAt(++next) != '"'
        || text.charAt(next + 1) == '"' && text.charAt(++next) == '"') {
      field.append(text.charAt(next));
    }
    next++;
    return field.toString();
  }
}
