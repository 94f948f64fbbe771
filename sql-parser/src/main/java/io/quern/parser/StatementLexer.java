package io.quern.parser;

import io.quern.parser.Lexer.Kind;

/**
 * Reads one statement by the lexis that holds at each place: MLSQL's block strings in statements of
 * ours and in {@code SET}, Spark's lexis in Spark's and in the query of {@code TRAIN ( .. )}.
 * Confined to one thread.
 */
final class StatementLexer {
  private enum Place {
    BEFORE_VERB,
    BEHIND_VERB,
    QUERY,
    REST
  }

  private final Lexer lexer;
  private final StatementKind statement;
  private Place place;
  private int depth;

  /** Begins at {@code offset}, whatever blanks and comments stand there. */
  StatementLexer(String text, int offset) {
    this.lexer = new Lexer(text, offset);
    this.statement = Ownership.of(text, offset);
    lexer.readBlockStrings(statement.isOurs() || beginsWithSet(text, offset));
    this.place =
        switch (statement) {
          case TRAIN, RUN, PREDICT, EXPLAIN -> Place.BEFORE_VERB;
          default -> Place.REST;
        };
  }

  /** SET is Spark's, but scripts assign block strings to variables. */
  private static boolean beginsWithSet(String text, int offset) {
    Lexer first = new Lexer(text, offset);
    first.next();
    return first.isWord("SET");
  }

  StatementKind statement() {
    return statement;
  }

  /** The lexeme that {@link #next} moved to. */
  Lexer lexeme() {
    return lexer;
  }

  /** Moves to the next lexeme that is no (closed) comment. */
  Kind next() {
    Kind kind = lexer.next();
    switch (place) {
      case BEFORE_VERB -> {
        if (isVerb()) {
          place = Place.BEHIND_VERB;
        }
      }
      case BEHIND_VERB -> {
        if (lexer.isSymbol('(')) {
          place = Place.QUERY;
          depth = 1;
          lexer.readBlockStrings(false);
        } else {
          place = Place.REST;
        }
      }
      case QUERY -> countParentheses();
      case REST -> {
        // nothing changes any more
      }
    }
    return kind;
  }

  /**
   * How deep the lexeme is inside the parentheses behind the verb: 1 at the opening one, 0 at the
   * closing one.
   */
  int queryDepth() {
    return depth;
  }

  private boolean isVerb() {
    return lexer.isWord("TRAIN") || lexer.isWord("RUN") || lexer.isWord("PREDICT");
  }

  private void countParentheses() {
    if (lexer.isSymbol('(')) {
      depth++;
    } else if (lexer.isSymbol(')') && --depth == 0) {
      place = Place.REST;
      lexer.readBlockStrings(true);
    }
  }
}
