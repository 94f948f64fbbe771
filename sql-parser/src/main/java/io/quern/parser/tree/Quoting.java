package io.quern.parser.tree;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How names and values are written so that the dialect reads them back. */
final class Quoting {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern PLAIN_DOTTED =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z0-9_]+)*");

  /** The words that are never a name without quotes. */
  private static final Set<String> RESERVED = Set.of("AND", "AS", "INTO", "WHERE");

  private Quoting() {}

  static String name(String name) {
    return PLAIN.matcher(name).matches() && !isReserved(name) ? name : backQuoted(name);
  }

  static String optionName(String name) {
    return PLAIN_DOTTED.matcher(name).matches() && !hasReservedPart(name) ? name : backQuoted(name);
  }

  static String backQuoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  static String string(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static boolean hasReservedPart(String name) {
    for (String part : name.split("\\.", -1)) {
      if (isReserved(part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isReserved(String word) {
    return RESERVED.contains(word.toUpperCase(Locale.ROOT));
  }
}
