package io.quern.parser;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Decides whose a statement is on its first words, so that everything Spark can run stays Spark's.
 *
 * <p>Blanks and comments in front are skipped; at most five lexemes are read, whatever the length
 * of the text.
 */
public final class Ownership {
  private Ownership() {}

  /** The statement that {@code text} starts with. */
  public static StatementKind of(String text) {
    return of(requireNonNull(text, "text is null"), 0);
  }

  /**
   * The statement that was probably meant where the first words of {@code text}, which Spark does
   * not understand, look misspelt. For the front ends to add to Spark's syntax error.
   */
  public static Optional<NearestStatement> nearestStatement(String text) {
    return NearestStatement.of(requireNonNull(text, "text is null"));
  }

  static StatementKind of(String text, int offset) {
    Lexer lexer = new Lexer(text, offset);
    lexer.next();
    return byFirstWord(lexer);
  }

  private static StatementKind byFirstWord(Lexer lexer) {
    return switch (lexer.word()) {
      case "TRAIN" -> StatementKind.TRAIN;
      case "RUN" -> StatementKind.RUN;
      case "PREDICT" -> StatementKind.PREDICT;
      case "REGISTER" -> StatementKind.REGISTER;
      case "INCLUDE" -> StatementKind.INCLUDE;
      case "SAVE" -> StatementKind.SAVE;
      case "LOAD" -> isHiveLoad(lexer) ? StatementKind.SPARK : StatementKind.LOAD;
      case "EXPLAIN" -> explain(lexer);
      case "SHOW" -> show(lexer);
      case "DESCRIBE", "DESC" ->
          isModel(lexer) ? StatementKind.DESCRIBE_MODEL : StatementKind.SPARK;
      case "CANCEL" -> followedBy(lexer, "TRAINING", StatementKind.CANCEL_TRAINING);
      case "DROP" -> isModel(lexer) ? StatementKind.DROP_MODEL : StatementKind.SPARK;
      case "TAG" -> isModel(lexer) ? StatementKind.TAG_MODEL : StatementKind.SPARK;
      case "PROMOTE" -> isModel(lexer) ? StatementKind.PROMOTE_MODEL : StatementKind.SPARK;
      case "RESTORE" -> isModel(lexer) ? StatementKind.RESTORE_MODEL : StatementKind.SPARK;
      default -> StatementKind.SPARK;
    };
  }

  /** {@code LOAD DATA [LOCAL] INPATH ..}; but {@code load data.`path`} names a format. */
  private static boolean isHiveLoad(Lexer lexer) {
    lexer.next();
    if (!lexer.isWord("DATA")) {
      return false;
    }
    lexer.next();
    return !lexer.isSymbol('.');
  }

  private static StatementKind explain(Lexer lexer) {
    lexer.next();
    switch (lexer.word()) {
      case "EXTENDED", "CODEGEN", "COST", "FORMATTED" -> lexer.next();
      default -> {
        // no mode
      }
    }
    boolean isOurs = !lexer.isWord("EXPLAIN") && byFirstWord(lexer).isOurs();
    return isOurs ? StatementKind.EXPLAIN : StatementKind.SPARK;
  }

  private static StatementKind show(Lexer lexer) {
    lexer.next();
    return switch (lexer.word()) {
      case "ALGORITHMS" -> StatementKind.SHOW_ALGORITHMS;
      case "OPTIONS" -> followedBy(lexer, "FOR", StatementKind.SHOW_OPTIONS);
      case "FUNCTIONS" -> showFunctions(lexer);
      case "TRAININGS" -> StatementKind.SHOW_TRAININGS;
      case "TRAINING" -> StatementKind.SHOW_TRAINING;
      case "MODELS" -> followedBy(lexer, "IN", StatementKind.SHOW_MODELS);
      default -> StatementKind.SPARK;
    };
  }

  /** Spark shows functions too, one named {@code for} included: that one nothing follows. */
  private static StatementKind showFunctions(Lexer lexer) {
    lexer.next();
    if (!lexer.isWord("FOR")) {
      return StatementKind.SPARK;
    }
    Lexer.Kind following = lexer.next();
    return following == Lexer.Kind.WORD || following == Lexer.Kind.QUOTED_NAME
        ? StatementKind.SHOW_FUNCTIONS
        : StatementKind.SPARK;
  }

  private static StatementKind followedBy(Lexer lexer, String word, StatementKind kind) {
    lexer.next();
    return lexer.isWord(word) ? kind : StatementKind.SPARK;
  }

  /** A table may be named {@code model}; a model is told by what stands behind the word. */
  private static boolean isModel(Lexer lexer) {
    lexer.next();
    if (!lexer.isWord("MODEL")) {
      return false;
    }
    lexer.next();
    return switch (lexer.kind()) {
      case STRING, BLOCK_STRING -> true;
      case QUOTED_NAME -> isPath(lexer.image());
      case WORD -> lexer.isWord("VERSION");
      case NUMBER, SYMBOL, COMMENT, END -> false;
    };
  }

  private static boolean isPath(String name) {
    return name.indexOf('/') >= 0 || name.indexOf(':') >= 0;
  }
}
