package io.quern.parser;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import java.util.Locale;

/**
 * Reads lexemes by the lexis of Spark SQL: {@code '..'} and {@code ".."} with backslash escapes and
 * doubled quotes, raw {@code r'..'}, back-quoted names with doubled back-quotes, {@code --} and
 * nested bracketed comments, hints that are no comments. Never fails: an opening without its
 * closing reaches to the end of the text. Confined to one thread.
 */
final class Lexer {
  /** What a lexeme is. */
  enum Kind {
    /** Letters, digits and underscores, digits first included. */
    WORD,
    NUMBER,
    STRING,
    /** {@code '''..'''}, in the dialect's own statements only. */
    BLOCK_STRING,
    QUOTED_NAME,
    /** One character that is nothing else, {@code =>}, or the end of a hint. */
    SYMBOL,
    COMMENT,
    /** Nothing is left. */
    END
  }

  private static final String BLOCK_QUOTE = "'''";

  private final String text;
  private boolean blockStrings;
  private int next;
  private int start;
  private Kind kind = Kind.END;
  private boolean closed = true;

  Lexer(String text, int offset) {
    this.text = requireNonNull(text, "text is null");
    this.next = offset;
  }

  /** Whether {@code '''} opens a block string from here on; in Spark it is a doubled quote. */
  void readBlockStrings(boolean blockStrings) {
    this.blockStrings = blockStrings;
  }

  /** Moves to the next lexeme, comments included. */
  Kind nextLexeme() {
    while (next < text.length() && isBlank(text.charAt(next))) {
      next++;
    }
    start = next;
    closed = true;
    kind = next == text.length() ? Kind.END : read(text.charAt(next));
    return kind;
  }

  /** Moves to the next lexeme that is no comment; an unclosed comment is one that counts. */
  Kind next() {
    Kind found = nextLexeme();
    while (found == Kind.COMMENT && closed) {
      found = nextLexeme();
    }
    return found;
  }

  Kind kind() {
    return kind;
  }

  int start() {
    return start;
  }

  /** Behind the last character. */
  int end() {
    return next;
  }

  /** False where the closing quote or the end of the comment is missing. */
  boolean isClosed() {
    return closed;
  }

  String image() {
    return text.substring(start, next);
  }

  boolean isSymbol(char symbol) {
    return kind == Kind.SYMBOL && text.charAt(start) == symbol;
  }

  /** The word in upper case; empty for any other lexeme. */
  String word() {
    return kind == Kind.WORD ? image().toUpperCase(Locale.ROOT) : "";
  }

  boolean isWord(String word) {
    return kind == Kind.WORD
        && next - start == word.length()
        && text.regionMatches(true, start, word, 0, word.length());
  }

  /** The failure that an unclosed lexeme is, at its opening. */
  QuernException unclosed(SourcePosition position) {
    String what =
        switch (kind) {
          case STRING, BLOCK_STRING -> "String";
          case QUOTED_NAME -> isPath() ? "Quoted path" : "Quoted name";
          case COMMENT -> "Comment";
          case WORD, NUMBER, SYMBOL, END ->
              throw new IllegalStateException("Lexeme has no closing: " + kind);
        };
    return new QuernException(ErrorCode.PARSE, what + " is not closed").at(position);
  }

  private boolean isPath() {
    return start > 0 && text.charAt(start - 1) == '.';
  }

  private Kind read(char first) {
    return switch (first) {
      case '\'' ->
          blockStrings && text.startsWith(BLOCK_QUOTE, next)
              ? readBlockString()
              : readQuoted(first, true, Kind.STRING);
      case '"' -> readQuoted(first, true, Kind.STRING);
      case '`' -> readQuoted(first, false, Kind.QUOTED_NAME);
      case '-' -> text.startsWith("--", next) ? readLineComment() : readSymbol();
      case '/' -> opensComment(next) ? readComment() : readSymbol();
      case '*' -> readStar();
      case '=' -> readEquals();
      case '.' -> startsFraction() ? readNumber() : readSymbol();
      default -> readOther(first);
    };
  }

  private Kind readOther(char first) {
    if (isDigit(first)) {
      return readNumber();
    }
    if (!isWordPart(next)) {
      return readSymbol();
    }
    skipWord();
    boolean isRaw =
        next - start == 1
            && (first == 'r' || first == 'R')
            && next < text.length()
            && (text.charAt(next) == '\'' || text.charAt(next) == '"');
    return isRaw ? readRawString() : Kind.WORD;
  }

  private Kind readSymbol() {
    next += Character.charCount(text.codePointAt(next));
    return Kind.SYMBOL;
  }

  /** {@code *}{@code /} closes a hint: its slash never opens a comment. */
  private Kind readStar() {
    next += text.startsWith("*/", next) ? 2 : 1;
    return Kind.SYMBOL;
  }

  private Kind readEquals() {
    next += text.startsWith("=>", next) ? 2 : 1;
    return Kind.SYMBOL;
  }

  private Kind readQuoted(char quote, boolean escapes, Kind quoted) {
    next++;
    while (next < text.length()) {
      char c = text.charAt(next);
      if (c == '\\' && escapes) {
        next = Math.min(next + 2, text.length());
      } else if (c != quote) {
        next++;
      } else if (text.startsWith(String.valueOf(quote), next + 1)) {
        next += 2;
      } else {
        next++;
        return quoted;
      }
    }
    closed = false;
    return quoted;
  }

  private Kind readRawString() {
    int end = text.indexOf(text.charAt(next), next + 1);
    closed = end >= 0;
    next = closed ? end + 1 : text.length();
    return Kind.STRING;
  }

  private Kind readBlockString() {
    int end = text.indexOf(BLOCK_QUOTE, next + BLOCK_QUOTE.length());
    closed = end >= 0;
    next = closed ? end + BLOCK_QUOTE.length() : text.length();
    return Kind.BLOCK_STRING;
  }

  /** Up to the line's end; a backslash before the line feed continues the comment, as in Spark. */
  private Kind readLineComment() {
    while (next < text.length() && text.charAt(next) != '\n' && text.charAt(next) != '\r') {
      next += text.startsWith("\\\n", next) ? 2 : 1;
    }
    return Kind.COMMENT;
  }

  private Kind readComment() {
    int depth = 0;
    do {
      if (opensComment(next)) {
        depth++;
        next += 2;
      } else if (text.startsWith("*/", next)) {
        depth--;
        next += 2;
      } else {
        next++;
      }
    } while (depth > 0 && next < text.length());
    closed = depth == 0;
    return Kind.COMMENT;
  }

  private boolean opensComment(int offset) {
    return text.startsWith("/*", offset) && !text.startsWith("/*+", offset);
  }

  /** A number that a letter follows is a word: names may start with digits. */
  private Kind readNumber() {
    skipDigits();
    if (next + 1 < text.length() && text.charAt(next) == '.' && isDigit(text.charAt(next + 1))) {
      next++;
      skipDigits();
    }
    skipExponent();
    if (next < text.length() && isWordPart(next)) {
      skipWord();
      return Kind.WORD;
    }
    return Kind.NUMBER;
  }

  private void skipDigits() {
    while (next < text.length() && isDigit(text.charAt(next))) {
      next++;
    }
  }

  private void skipExponent() {
    int offset = next;
    if (offset < text.length() && (text.charAt(offset) | 0x20) == 'e') {
      offset++;
      if (offset < text.length() && (text.charAt(offset) == '-' || text.charAt(offset) == '+')) {
        offset++;
      }
      if (offset < text.length() && isDigit(text.charAt(offset))) {
        next = offset;
        skipDigits();
      }
    }
  }

  /** {@code .5} is a number, but not behind a name: {@code fitParam.0.jobName}. */
  private boolean startsFraction() {
    return next + 1 < text.length()
        && isDigit(text.charAt(next + 1))
        && (next == 0 || !(isWordPart(next - 1) || text.charAt(next - 1) == '`'));
  }

  private void skipWord() {
    while (next < text.length() && isWordPart(next)) {
      next += Character.charCount(text.codePointAt(next));
    }
  }

  private boolean isWordPart(int offset) {
    int c = text.codePointAt(offset);
    return c < 0x80
        ? c == '_' || Character.isLetterOrDigit(c)
        : Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }
}
