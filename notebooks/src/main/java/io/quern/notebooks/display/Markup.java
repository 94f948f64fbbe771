package io.quern.notebooks.display;

/** Text inside of HTML and SVG. */
final class Markup {
  private Markup() {}

  /**
   * With nothing in it that a browser would obey, between tags or in an attribute; what XML cannot
   * hold is replaced.
   */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isInXml(c) ? c : '\uFFFD');
              }
            });
    return escaped.toString();
  }

  private static boolean isInXml(int c) {
    boolean isControl = Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r';
    boolean isHalf = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !isControl && !isHalf && c != 0xFFFE && c != 0xFFFF;
  }
}
