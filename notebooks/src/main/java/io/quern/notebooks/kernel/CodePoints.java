package io.quern.notebooks.kernel;

/** Places in texts: front ends count Unicode characters, Java counts UTF-16 units. */
final class CodePoints {
  private CodePoints() {}

  /** The offset of the character with that number; a place outside is moved to the nearest end. */
  static int toOffset(String text, int characters) {
    int most = text.codePointCount(0, text.length());
    return text.offsetByCodePoints(0, Math.max(0, Math.min(characters, most)));
  }

  /** The number of characters in front of {@code offset}. */
  static int ofOffset(String text, int offset) {
    return text.codePointCount(0, offset);
  }
}
