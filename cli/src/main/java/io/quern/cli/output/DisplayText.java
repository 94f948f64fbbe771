package io.quern.cli.output;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/**
 * Text in cells of a terminal: how wide it is, and how to keep it on its line. An approximation of
 * Unicode's East Asian Width, which the JDK does not carry.
 */
public final class DisplayText {
  private static final Set<UnicodeScript> WIDE =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.YI);

  private DisplayText() {}

  /** How many cells {@code text} takes. */
  public static int width(String text) {
    return text.codePoints().map(DisplayText::width).sum();
  }

  private static int width(int c) {
    if (c < 0x300) {
      return 1;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  private static boolean isWide(int c) {
    boolean isHalfWidth = c >= 0xFF61 && c <= 0xFFDC;
    boolean isFullWidthForm = c >= 0xFF01 && c <= 0xFF60 || c >= 0xFFE0 && c <= 0xFFE6;
    boolean isCjkPunctuation = c >= 0x3000 && c <= 0x303E;
    boolean isPictograph = c >= 0x1F300 && c <= 0x1FAFF;
    return isFullWidthForm
        || isCjkPunctuation
        || isPictograph
        || !isHalfWidth && WIDE.contains(UnicodeScript.of(c));
  }

  /** With every control character as Java would write it, so that a terminal does not obey it. */
  public static String escaped(String text) {
    if (text.codePoints().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                  if (Character.isISOControl(c)) {
                    escaped.append(String.format("\\u%04x", c));
                  } else {
                    escaped.appendCodePoint(c);
                  }
                }
              }
            });
    return escaped.toString();
  }

  /** With a blank for every control character, so that each keeps its one cell. */
  public static String blanked(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
