package io.quern.parser;

import static java.util.Objects.requireNonNull;

/**
 * A piece of a text that is still being typed: what an editor colours, and what completion looks
 * at.
 *
 * @param start offset of its first character, 0-based
 * @param image as typed
 * @param isClosed false where the closing quote or the end of the comment is missing
 */
public record Lexeme(Kind kind, int start, String image, boolean isClosed) {
  /** What a lexeme is. */
  public enum Kind {
    /** A keyword or a name: letters, digits and underscores. */
    WORD,
    NUMBER,
    STRING,
    /** In back-quotes: a name or a path. */
    QUOTED_NAME,
    /** Anything else: operators, parentheses, the semicolon. */
    SYMBOL,
    COMMENT
  }

  public Lexeme {
    requireNonNull(kind, "kind is null");
    requireNonNull(image, "image is null");
  }

  /** Offset behind its last character. */
  public int end() {
    return start + image.length();
  }

  public boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && image.equals(symbol);
  }

  /** Whether it is that word, whatever its case. */
  public boolean isWord(String word) {
    return kind == Kind.WORD && image.equalsIgnoreCase(word);
  }
}
