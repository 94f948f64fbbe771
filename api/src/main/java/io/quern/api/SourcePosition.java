package io.quern.api;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A place in a text as the user typed it.
 *
 * @param line 1-based
 * @param column 1-based, in UTF-16 units
 */
public record SourcePosition(int line, int column)
    implements Comparable<SourcePosition>, Serializable {

  /** The first character of a text. */
  public static final SourcePosition START = new SourcePosition(1, 1);

  public SourcePosition {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("Invalid position: " + line + ":" + column);
    }
  }

  /** The place of the character at {@code offset} (0-based, in UTF-16 units) of {@code text}. */
  public static SourcePosition ofOffset(CharSequence text, int offset) {
    requireNonNull(text, "text is null");
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new SourcePosition(line, offset - lineStart + 1);
  }

  /** This place, read as relative to {@code origin}, in the text that {@code origin} is of. */
  public SourcePosition within(SourcePosition origin) {
    return line == 1
        ? new SourcePosition(origin.line, origin.column + column - 1)
        : new SourcePosition(origin.line + line - 1, column);
  }

  @Override
  public int compareTo(SourcePosition other) {
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
