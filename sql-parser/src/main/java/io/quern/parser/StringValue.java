package io.quern.parser;

/** What a quoted lexeme stands for. */
final class StringValue {
  private static final int BLOCK_QUOTE_LENGTH = 3;

  private StringValue() {}

  /** The text of {@code '..'}, {@code ".."}, {@code r'..'}: Spark's escapes resolved. */
  static String ofString(String image) {
    char first = image.charAt(0);
    if (first == 'r' || first == 'R') {
      return image.substring(2, image.length() - 1);
    }
    return image.indexOf('\\') < 0 && image.indexOf(first, 1) == image.length() - 1
        ? image.substring(1, image.length() - 1)
        : unescape(image, first);
  }

  /** The text of {@code '''..'''}, taken as it is. */
  static String ofBlockString(String image) {
    return image.substring(BLOCK_QUOTE_LENGTH, image.length() - BLOCK_QUOTE_LENGTH);
  }

  /** The text of a back-quoted name: {@code ``} stands for one back-quote. */
  static String ofQuotedName(String image) {
    return image.substring(1, image.length() - 1).replace("``", "`");
  }

  private static String unescape(String image, char quote) {
    StringBuilder value = new StringBuilder(image.length());
    int end = image.length() - 1;
    int next = 1;
    while (next < end) {
      char c = image.charAt(next);
      if (c == '\\' && next + 1 < end) {
        next = appendEscape(image, next + 1, end, value);
      } else {
        value.append(c);
        next += c == quote ? 2 : 1;
      }
    }
    return value.toString();
  }

  /**
   * Appends the escape whose backslash stands before {@code offset}; answers where it ends. The
   * table is that of Spark's literals.
   */
  private static int appendEscape(String image, int offset, int end, StringBuilder value) {
    char c = image.charAt(offset);
    if (c == 'u' && isHex(image, offset + 1, 4, end)) {
      value.append((char) Integer.parseInt(image, offset + 1, offset + 5, 16));
      return offset + 5;
    }
    if (c == 'U' && isHex(image, offset + 1, 8, end)) {
      long codePoint = Long.parseLong(image, offset + 1, offset + 9, 16);
      if (codePoint <= Character.MAX_CODE_POINT) {
        value.appendCodePoint((int) codePoint);
        return offset + 9;
      }
    }
    if (isOctal(image, offset, end)) {
      value.append((char) Integer.parseInt(image, offset, offset + 3, 8));
      return offset + 3;
    }
    appendSimpleEscape(c, value);
    return offset + 1;
  }

  private static void appendSimpleEscape(char c, StringBuilder value) {
    switch (c) {
      case '0' -> value.append('\0');
      case 'b' -> value.append('\b');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'Z' -> value.append('\u001A');
      case '%', '_' -> value.append('\\').append(c);
      default -> value.append(c);
    }
  }

  private static boolean isHex(String image, int offset, int digits, int end) {
    if (offset + digits > end) {
      return false;
    }
    for (int i = offset; i < offset + digits; i++) {
      if (Character.digit(image.charAt(i), 16) < 0 || image.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** {@code \000} to {@code \177}, as Spark reads it. */
  private static boolean isOctal(String image, int offset, int end) {
    return offset + 3 <= end
        && (image.charAt(offset) == '0' || image.charAt(offset) == '1')
        && isOctalDigit(image.charAt(offset + 1))
        && isOctalDigit(image.charAt(offset + 2));
  }

  private static boolean isOctalDigit(char c) {
    return c >= '0' && c <= '7';
  }
}
