package io.quern.parser;

import static java.util.Objects.requireNonNull;

import io.quern.api.SourcePosition;
import java.util.List;

/** A text in which variables were replaced, and the way back to the text as typed. Immutable. */
public final class SubstitutedText {
  /**
   * Where a value stands.
   *
   * @param start of the value in the new text
   * @param end of the value in the new text, exclusive
   * @param typedStart of <code>${</code> in the typed text
   * @param typedEnd behind the closing brace in the typed text
   */
  record Replacement(int start, int end, int typedStart, int typedEnd) {}

  private final String text;
  private final List<Replacement> replacements;
  private final LineIndex lines;
  private final LineIndex typedLines;

  SubstitutedText(String typed, String text, List<Replacement> replacements) {
    this.text = requireNonNull(text, "text is null");
    this.replacements = List.copyOf(replacements);
    this.lines = new LineIndex(text);
    this.typedLines = new LineIndex(typed);
  }

  /** The text with the values. */
  public String text() {
    return text;
  }

  /**
   * The place in the typed text of a place in this one; inside of a value, that of its variable.
   */
  public SourcePosition typed(SourcePosition position) {
    return typedLines.position(typedOffset(lines.offset(position)));
  }

  /** The same for an offset, 0-based. */
  public int typedOffset(int offset) {
    int shift = 0;
    for (Replacement replacement : replacements) {
      if (offset < replacement.start()) {
        break;
      }
      if (offset < replacement.end()) {
        return replacement.typedStart();
      }
      shift = replacement.typedEnd() - replacement.end();
    }
    return offset + shift;
  }
}
