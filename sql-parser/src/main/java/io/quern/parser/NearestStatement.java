package io.quern.parser;

import static java.util.Objects.requireNonNull;

import io.quern.api.NearestName;
import io.quern.api.SourcePosition;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The statement whose first words were probably misspelt.
 *
 * @param found the words as typed
 * @param statement the words meant, in upper case
 * @param position of the first word
 */
public record NearestStatement(String found, String statement, SourcePosition position) {
  static final Set<String> OURS =
      Set.of(
          "TRAIN",
          "RUN",
          "PREDICT",
          "REGISTER",
          "LOAD",
          "SAVE",
          "INCLUDE",
          "CANCEL",
          "PROMOTE",
          "RESTORE");

  /** First words of Spark's statements: never a misspelling of ours, but perhaps meant. */
  static final Set<String> SPARKS =
      Set.of(
          "ADD",
          "ALTER",
          "ANALYZE",
          "BEGIN",
          "CACHE",
          "CALL",
          "CLEAR",
          "COMMENT",
          "CREATE",
          "DECLARE",
          "DELETE",
          "DESC",
          "DESCRIBE",
          "DROP",
          "EXECUTE",
          "EXPLAIN",
          "EXPORT",
          "FROM",
          "GRANT",
          "IMPORT",
          "INSERT",
          "LIST",
          "LOCK",
          "MAP",
          "MERGE",
          "MSCK",
          "REDUCE",
          "REFRESH",
          "REPAIR",
          "REPLACE",
          "RESET",
          "REVOKE",
          "SELECT",
          "SET",
          "SHOW",
          "TABLE",
          "TRUNCATE",
          "UNCACHE",
          "UNLOCK",
          "UPDATE",
          "USE",
          "VALUES",
          "WITH");

  /** What is done to {@code MODEL 'path'}. */
  private static final Set<String> MODEL_VERBS =
      Set.of("DESCRIBE", "DESC", "DROP", "TAG", "PROMOTE", "RESTORE");

  private static final Map<String, String> SHOWN =
      Map.of(
          "ALGORITHMS",
          "SHOW ALGORITHMS",
          "OPTIONS",
          "SHOW OPTIONS FOR",
          "FUNCTIONS",
          "SHOW FUNCTIONS FOR",
          "MODELS",
          "SHOW MODELS IN",
          "TRAININGS",
          "SHOW TRAININGS");

  public NearestStatement {
    requireNonNull(found, "found is null");
    requireNonNull(statement, "statement is null");
    requireNonNull(position, "position is null");
  }

  /** {@code Did you mean TRAIN?} */
  public String hint() {
    return hint(statement);
  }

  /** What {@code text}, which Spark does not understand either, was probably meant to be. */
  static Optional<NearestStatement> of(String text) {
    Lexer lexer = new Lexer(text, 0);
    lexer.next();
    String first = lexer.image();
    SourcePosition position = SourcePosition.ofOffset(text, lexer.start());
    if (lexer.isWord("SHOW")) {
      return show(lexer, first, position);
    }
    if (MODEL_VERBS.contains(lexer.word())) {
      return unquotedModel(text, lexer, position);
    }
    return nearest(lexer.word()).map(statement -> new NearestStatement(first, statement, position));
  }

  /** The first word nearest to {@code word}; empty where the word begins a statement. */
  static Optional<String> nearest(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    if (upper.length() < 3 || OURS.contains(upper) || SPARKS.contains(upper)) {
      return Optional.empty();
    }
    return NearestName.of(upper, OURS).or(() -> NearestName.of(upper, SPARKS));
  }

  static String hint(String statement) {
    return "Did you mean " + statement + "?";
  }

  private static Optional<NearestStatement> show(
      Lexer lexer, String first, SourcePosition position) {
    lexer.next();
    String second = lexer.image();
    return NearestName.of(second, SHOWN.keySet())
        .map(word -> new NearestStatement(first + " " + second, SHOWN.get(word), position));
  }

  /** {@code describe model models/ctr}: the path up to the next blank wants quotes. */
  private static Optional<NearestStatement> unquotedModel(
      String text, Lexer lexer, SourcePosition position) {
    String verb = lexer.word();
    int start = lexer.start();
    lexer.next();
    if (!lexer.isWord("MODEL")) {
      return Optional.empty();
    }
    lexer.next();
    int end = lexer.start();
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    String path = text.substring(lexer.start(), end);
    return path.isEmpty() || path.contains("'")
        ? Optional.empty()
        : Optional.of(
            new NearestStatement(
                text.substring(start, end), verb + " MODEL '" + path + "'", position));
  }
}
