package io.quern.parser.tree;

import static java.util.Objects.requireNonNull;

import io.quern.api.SourcePosition;

/**
 * A query that stands between parentheses in the statement.
 *
 * @param text as typed, without the parentheses
 * @param position of the text's first character
 */
public record SourceQuery(String text, SourcePosition position) implements Source {
  public SourceQuery {
    requireNonNull(text, "text is null");
    requireNonNull(position, "position is null");
  }

  /**
   * The query behind as many line breaks and blanks as put it where it stands in the statement: a
   * place in this text, or in an error that a parser reports on it, is the place in the statement.
   */
  public String paddedQuery() {
    return "\n".repeat(position.line() - 1) + " ".repeat(position.column() - 1) + text;
  }
}
