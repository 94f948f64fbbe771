package io.quern.parser;

import static java.util.Objects.requireNonNull;

import io.quern.api.SourcePosition;
import io.quern.parser.Lexer.Kind;
import java.util.Optional;

/**
 * MLSQL's {@code as name} at the end of a query. Whether it is one, or an alias of SQL, is for the
 * script runner to decide.
 *
 * @param textWithout the query in front of AS
 * @param name quotes resolved
 * @param position of the name
 */
public record TrailingAlias(String textWithout, String name, SourcePosition position) {
  public TrailingAlias {
    requireNonNull(textWithout, "textWithout is null");
    requireNonNull(name, "name is null");
    requireNonNull(position, "position is null");
  }

  /**
   * The alias of a statement that begins with SELECT or WITH and whose last two tokens, outside of
   * parentheses, are AS and a name without dots.
   */
  public static Optional<TrailingAlias> of(String text) {
    Lexer lexer = new Lexer(text, 0);
    lexer.next();
    if (!lexer.isWord("SELECT") && !lexer.isWord("WITH")) {
      return Optional.empty();
    }
    int queryEnd = 0;
    int end = lexer.end();
    int depth = 0;
    boolean isBehindAs = false;
    Optional<TrailingAlias> alias = Optional.empty();
    while (lexer.next() != Kind.END) {
      alias = isBehindAs && lexer.isClosed() ? aliasAt(lexer, text, queryEnd) : Optional.empty();
      isBehindAs = depth == 0 && lexer.isWord("AS");
      queryEnd = end;
      end = lexer.end();
      depth += change(lexer);
    }
    return alias;
  }

  private static Optional<TrailingAlias> aliasAt(Lexer lexer, String text, int queryEnd) {
    String name =
        switch (lexer.kind()) {
          case WORD -> lexer.image();
          case QUOTED_NAME -> StringValue.ofQuotedName(lexer.image());
          case NUMBER, STRING, BLOCK_STRING, SYMBOL, COMMENT, END -> "";
        };
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TrailingAlias(
                text.substring(0, queryEnd), name, SourcePosition.ofOffset(text, lexer.start())));
  }

  private static int change(Lexer lexer) {
    if (lexer.isSymbol('(') || lexer.isSymbol('[')) {
      return 1;
    }
    return lexer.isSymbol(')') || lexer.isSymbol(']') ? -1 : 0;
  }
}
