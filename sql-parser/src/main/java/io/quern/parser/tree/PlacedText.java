package io.quern.parser.tree;

import static java.util.Objects.requireNonNull;

import io.quern.api.SourcePosition;

/**
 * A name or a path with its place in the statement.
 *
 * @param text quotes and escapes resolved
 * @param position of the first character, quotes included
 */
public record PlacedText(String text, SourcePosition position) {
  public PlacedText {
    requireNonNull(text, "text is null");
    requireNonNull(position, "position is null");
  }

  @Override
  public String toString() {
    return text;
  }
}
