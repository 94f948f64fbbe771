package io.quern.parser;

import io.quern.api.SourcePosition;
import java.util.Arrays;

/** Offsets (0-based, UTF-16 units) of a text to positions and back. Immutable. */
final class LineIndex {
  private final int[] lineStarts;
  private final int length;

  LineIndex(CharSequence text) {
    int[] starts = new int[16];
    int lines = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        if (lines == starts.length) {
          starts = Arrays.copyOf(starts, 2 * lines);
        }
        starts[lines++] = i + 1;
      }
    }
    this.lineStarts = Arrays.copyOf(starts, lines);
    this.length = text.length();
  }

  SourcePosition position(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new SourcePosition(line + 1, offset - lineStarts[line] + 1);
  }

  /** The nearest offset of the text for a position that lies outside of it. */
  int offset(SourcePosition position) {
    int line = Math.min(position.line(), lineStarts.length) - 1;
    int lineEnd = line + 1 < lineStarts.length ? lineStarts[line + 1] - 1 : length;
    return Math.min(lineStarts[line] + position.column() - 1, lineEnd);
  }
}
