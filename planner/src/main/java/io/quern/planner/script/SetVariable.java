package io.quern.planner.script;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code SET name = value} of a variable, that is, of a name without {@code spark.} in front. The
 * quotes around a value are MLSQL's and go; Spark's own SET would keep them. Everything else that
 * begins with SET is Spark's.
 */
record SetVariable(String name, String value) {
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "set\\s+(?!spark\\.)([\\w.]+)\\s*=\\s*(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  static Optional<SetVariable> of(String text) {
    Matcher matcher = ASSIGNMENT.matcher(text);
    return matcher.matches()
        ? Optional.of(new SetVariable(matcher.group(1), unquoted(matcher.group(2).strip())))
        : Optional.empty();
  }

  private static String unquoted(String value) {
    for (String quote : new String[] {"'''", "'", "\"", "`"}) {
      if (value.length() >= 2 * quote.length()
          && value.startsWith(quote)
          && value.endsWith(quote)) {
        String inside = value.substring(quote.length(), value.length() - quote.length());
        return inside.contains(quote) ? value : inside; // 'a' || 'b' is not one text
      }
    }
    return value;
  }
}
