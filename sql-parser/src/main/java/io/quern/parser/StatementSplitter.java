package io.quern.parser;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import io.quern.parser.Lexer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a script at its semicolons, minding strings, quoted names, comments and Spark's {@code
 * BEGIN .. END} scripts. A byte order mark in front is dropped. Confined to one thread; use the
 * static methods.
 */
public final class StatementSplitter {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String text;
  private final LineIndex lines;
  private final List<Statement> statements = new ArrayList<>();
  private int next;
  private Script.Ending ending = Script.Ending.TERMINATED;
  private Optional<QuernException> unclosed = Optional.empty();

  private StatementSplitter(String text) {
    this.text = text;
    this.lines = new LineIndex(text);
  }

  /**
   * The statements of a whole script; the last one needs no semicolon.
   *
   * @throws QuernException PARSE, at the opening of a quote or comment that is not closed
   */
  public static List<Statement> split(String script) {
    Script result = scan(script);
    if (result.unclosed().isPresent()) {
      throw result.unclosed().get();
    }
    return result.statements();
  }

  /** The same for text that is still being typed: an open end is told, not thrown. */
  public static Script scan(String script) {
    requireNonNull(script, "script is null");
    boolean hasMark = !script.isEmpty() && script.charAt(0) == BYTE_ORDER_MARK;
    return new StatementSplitter(hasMark ? script.substring(1) : script).run();
  }

  private Script run() {
    while (readStatement()) {
      // the next one
    }
    return new Script(statements, ending, unclosed);
  }

  /** Reads one statement, perhaps an empty one, and its semicolon; false at the text's end. */
  private boolean readStatement() {
    StatementLexer lexer = new StatementLexer(text, next);
    Lexer lexeme = lexer.lexeme();
    ScriptBlocks blocks = new ScriptBlocks();
    lexer.next();
    int start = lexeme.start();
    int end = start;
    while (lexeme.kind() != Kind.END && !(lexeme.isSymbol(';') && !blocks.isOpenBefore(lexeme))) {
      end = lexeme.kind() == Kind.COMMENT ? end : lexeme.end();
      noteUnclosed(lexeme);
      blocks.accept(lexeme);
      lexer.next();
    }
    if (end > start) {
      statements.add(new Statement(text.substring(start, end), lines.position(start), start));
    }
    next = lexeme.end();
    if (lexeme.kind() == Kind.END) {
      ending = endingOf(end > start, unclosed.isPresent() || blocks.isOpenBefore(lexeme));
      return false;
    }
    return true;
  }

  private void noteUnclosed(Lexer lexeme) {
    if (!lexeme.isClosed()) {
      unclosed = Optional.of(lexeme.unclosed(lines.position(lexeme.start())));
    }
  }

  private static Script.Ending endingOf(boolean hasBegun, boolean isOpen) {
    if (isOpen) {
      return Script.Ending.OPEN;
    }
    return hasBegun ? Script.Ending.UNTERMINATED : Script.Ending.TERMINATED;
  }
}
