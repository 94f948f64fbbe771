package io.quern.cli.complete;

import io.quern.parser.Lexeme;
import io.quern.parser.Lexeme.Kind;
import io.quern.parser.Lexemes;
import io.quern.parser.Script;
import io.quern.parser.StatementSplitter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where in a statement the cursor stands.
 *
 * @param offset of the word in the text
 * @param before the statement up to the word
 * @param word from its beginning, an opening quote included, to the cursor; may be empty
 * @param lexemes of {@code before}, without comments
 * @param statement lexemes of the whole statement, also behind the cursor, without comments
 */
record Cursor(
    int offset, String before, String word, List<Lexeme> lexemes, List<Lexeme> statement) {

  /** The place of {@code cursor} in {@code text}; empty where nothing can be completed. */
  static Optional<Cursor> of(String text, int cursor) {
    String typed = text.substring(0, cursor);
    Script script = StatementSplitter.scan(typed);
    int begin =
        script.ending() == Script.Ending.TERMINATED || script.statements().isEmpty()
            ? cursor
            : last(script.statements()).offset();
    List<Lexeme> lexemes = Lexemes.of(typed.substring(begin));
    Optional<Lexeme> word = Optional.empty();
    if (!lexemes.isEmpty() && begin + last(lexemes).end() == cursor) {
      Lexeme touching = last(lexemes);
      if (isWhole(touching)) {
        return Optional.empty();
      }
      word = Optional.of(touching).filter(lexeme -> lexeme.kind() != Kind.SYMBOL);
    }
    int start = word.map(lexeme -> begin + lexeme.start()).orElse(cursor);
    String before = text.substring(begin, start);
    return Optional.of(
        new Cursor(
            start,
            before,
            text.substring(start, cursor),
            withoutComments(Lexemes.of(before)),
            statement(text, begin)));
  }

  /** Nothing can go on from a closed quote, a number or inside a comment. */
  private static boolean isWhole(Lexeme lexeme) {
    return switch (lexeme.kind()) {
      case STRING, QUOTED_NAME -> lexeme.isClosed();
      case NUMBER, COMMENT -> true;
      case WORD, SYMBOL -> false;
    };
  }

  private static List<Lexeme> statement(String text, int begin) {
    List<Lexeme> rest = Lexemes.of(text.substring(begin));
    return withoutComments(rest.stream().takeWhile(lexeme -> !lexeme.isSymbol(";")).toList());
  }

  private static List<Lexeme> withoutComments(List<Lexeme> lexemes) {
    return lexemes.stream().filter(lexeme -> lexeme.kind() != Kind.COMMENT).toList();
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  /** The lexeme {@code back} places before the word, 1 for the nearest. */
  Optional<Lexeme> previous(int back) {
    int index = lexemes.size() - back;
    return index < 0 ? Optional.empty() : Optional.of(lexemes.get(index));
  }

  boolean isBehind(String symbol) {
    return previous(1).filter(lexeme -> lexeme.isSymbol(symbol)).isPresent();
  }

  /** The quote that the word begins with; empty where it has none. */
  String quote() {
    return word.startsWith("'") || word.startsWith("\"") || word.startsWith("`")
        ? word.substring(0, 1)
        : "";
  }

  /** What is typed of the word, without its quote, in lower case. */
  String typed() {
    return word.substring(quote().length()).toLowerCase(Locale.ROOT);
  }
}
