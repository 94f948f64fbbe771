package io.quern.cli.remote;

import java.util.Locale;

/** Texts as JSON writes them (RFC 8259). Stateless. */
final class Json {
  private static final String ESCAPED = "\"\\\b\f\n\r\t";
  private static final String LETTERS = "\"\\bfnrt";

  private Json() {}

  static void append(StringBuilder target, String text) {
    target.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int place = ESCAPED.indexOf(c);
      if (place >= 0) {
        target.append('\\').append(LETTERS.charAt(place));
      } else if (c < ' ') {
        target.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        target.append(c);
      }
    }
    target.append('"');
  }
}
