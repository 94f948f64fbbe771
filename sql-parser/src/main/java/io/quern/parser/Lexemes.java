package io.quern.parser;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the lexemes of a script, comments included, by the lexis that holds in each statement: what
 * the splitter and the parser read. Confined to one thread; use the static method.
 */
public final class Lexemes {
  private final String text;
  private final List<Lexeme> lexemes = new ArrayList<>();
  private int read;

  private Lexemes(String text) {
    this.text = text;
  }

  /** All lexemes of {@code script}, in order; never fails, whatever is open at the end. */
  public static List<Lexeme> of(String script) {
    Lexemes lexemes = new Lexemes(requireNonNull(script, "script is null"));
    while (lexemes.readStatement()) {
      // the next one
    }
    return List.copyOf(lexemes.lexemes);
  }

  /** Up to a semicolon; false at the text's end. */
  private boolean readStatement() {
    StatementLexer lexer = new StatementLexer(text, read);
    while (true) {
      Lexer.Kind kind = lexer.next();
      Lexer lexeme = lexer.lexeme();
      readComments(lexeme.start());
      if (kind == Lexer.Kind.END) {
        return false;
      }
      add(lexeme);
      if (lexeme.isSymbol(';')) {
        return true;
      }
    }
  }

  /** The statement lexer skips closed comments; an editor shows them. */
  private void readComments(int end) {
    if (text.substring(read, end).isBlank()) {
      return;
    }
    Lexer comments = new Lexer(text.substring(0, end), read);
    while (comments.nextLexeme() != Lexer.Kind.END) {
      add(comments);
    }
  }

  private void add(Lexer lexeme) {
    lexemes.add(new Lexeme(kind(lexeme.kind()), lexeme.start(), lexeme.image(), lexeme.isClosed()));
    read = lexeme.end();
  }

  private static Lexeme.Kind kind(Lexer.Kind kind) {
    return switch (kind) {
      case WORD -> Lexeme.Kind.WORD;
      case NUMBER -> Lexeme.Kind.NUMBER;
      case STRING, BLOCK_STRING -> Lexeme.Kind.STRING;
      case QUOTED_NAME -> Lexeme.Kind.QUOTED_NAME;
      case SYMBOL -> Lexeme.Kind.SYMBOL;
      case COMMENT -> Lexeme.Kind.COMMENT;
      case END -> throw new IllegalStateException("The end is no lexeme");
    };
  }
}
