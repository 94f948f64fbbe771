package io.quern.cli.server.metadata;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * JDBC's pattern of names: {@code %} for any characters, {@code _} for one, each meant literally
 * behind a back-slash. Case does not matter, as in Spark. Immutable.
 */
final class NamePattern {
  private final Pattern pattern;

  private NamePattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * One that a client has sent.
   *
   * @param text null, or empty as some drivers have it, for any name
   */
  static NamePattern of(String text) {
    // DBeaver and Hive's drivers also write a bare asterisk.
    if (text == null || text.isEmpty() || text.equals("*")) {
      return of("%");
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isEscape = c == '\\' && i + 1 < text.length();
      if (isEscape) {
        i++;
        regex.append(Pattern.quote(String.valueOf(text.charAt(i))));
      } else if (c == '%') {
        regex.append(".*");
      } else {
        regex.append(c == '_' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return new NamePattern(
        Pattern.compile(
            regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
  }

  boolean matches(String name) {
    return pattern.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }
}
