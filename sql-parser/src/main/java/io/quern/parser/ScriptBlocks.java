package io.quern.parser;

import io.quern.parser.Lexer.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Knows while reading a statement whether it is inside {@code BEGIN .. END}, so that a semicolon
 * there does not end it. A statement that does not begin with BEGIN has no blocks. Confined to one
 * thread.
 *
 * <p>BEGIN and END count where a statement may begin only: both are also names of columns. CASE
 * counts anywhere, as its END may stand anywhere.
 */
final class ScriptBlocks {
  private enum Block {
    BEGIN,
    CASE
  }

  /** {@code END IF} and its like close what is not counted. */
  private static final Set<String> UNCOUNTED = Set.of("IF", "WHILE", "LOOP", "REPEAT", "FOR");

  /** Behind these words a statement may begin. */
  private static final Set<String> LEADING =
      Set.of("BEGIN", "ATOMIC", "THEN", "ELSE", "DO", "LOOP", "REPEAT");

  private final Deque<Block> open = new ArrayDeque<>();
  private int lexemes;
  private boolean isScript;
  private boolean mayBegin = true;
  private boolean isBehindDot;
  private boolean isBehindEnd;
  private boolean endIsPending;
  private boolean endMayClose;

  /** Takes the next lexeme of the statement. */
  void accept(Lexer lexeme) {
    if (lexemes++ == 0) {
      isScript = lexeme.isWord("BEGIN");
    }
    if (isScript) {
      settleEnd(lexeme);
      count(lexeme);
    }
  }

  /** Whether a block is open in front of {@code lexeme}; BEGIN alone opens none. */
  boolean isOpenBefore(Lexer lexeme) {
    settleEnd(lexeme);
    return lexemes > 1 && !open.isEmpty();
  }

  private void count(Lexer lexeme) {
    if (lexeme.kind() == Kind.SYMBOL) {
      mayBegin = lexeme.isSymbol(';') || lexeme.isSymbol(':');
      isBehindDot = lexeme.isSymbol('.');
      isBehindEnd = false;
      return;
    }
    String word = isBehindDot ? "" : lexeme.word();
    switch (word) {
      case "BEGIN" -> {
        if (mayBegin) {
          open.push(Block.BEGIN);
        }
      }
      case "CASE" -> {
        if (!isBehindEnd) {
          open.push(Block.CASE);
        }
      }
      case "END" -> {
        endIsPending = true;
        endMayClose = mayBegin;
      }
      default -> {
        // opens and closes nothing
      }
    }
    mayBegin = LEADING.contains(word);
    isBehindDot = false;
    isBehindEnd = false;
  }

  /** What END closes is known only by the lexeme behind it. */
  private void settleEnd(Lexer following) {
    if (!endIsPending) {
      return;
    }
    endIsPending = false;
    isBehindEnd = true;
    boolean closesUncounted = endMayClose && UNCOUNTED.contains(following.word());
    if (!closesUncounted && (endMayClose || open.peek() == Block.CASE)) {
      open.poll();
    }
  }
}
