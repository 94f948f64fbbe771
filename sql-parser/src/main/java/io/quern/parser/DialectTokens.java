package io.quern.parser;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.parser.Lexer.Kind;
import io.quern.parser.impl.DialectParserImplTokenManager;
import io.quern.parser.impl.DialectToken;
import io.quern.parser.impl.SimpleCharStream;
import io.quern.parser.impl.Token;
import java.io.Reader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Feeds the generated parser. Replaces its generated lexer, which reads neither Spark's comments
 * and strings nor most of the world's letters, and reserves hundreds of words. A query in
 * parentheses behind TRAIN, RUN or PREDICT is one token. Confined to one parse.
 */
final class DialectTokens extends DialectParserImplTokenManager {
  private static final int MAX_QUERY_DEPTH = 500;

  private static final Map<String, Integer> KEYWORDS =
      IntStream.of(
              ALGORITHMS,
              AND,
              APPEND,
              AS,
              BY,
              CANCEL,
              CODEGEN,
              COLUMNS,
              COST,
              DESC,
              DESCRIBE,
              DROP,
              ERRORIFEXISTS,
              EXPLAIN,
              EXTENDED,
              FALSE,
              FOR,
              FORMATTED,
              FUNCTIONS,
              IF,
              IGNORE,
              IN,
              INCLUDE,
              INTO,
              LOAD,
              MODEL,
              MODELS,
              OPTIONS,
              OVERWRITE,
              PARTITION,
              PARTITIONBY,
              PREDICT,
              PROMOTE,
              REGISTER,
              RESTORE,
              RUN,
              SAVE,
              SHOW,
              TAG,
              TO,
              TRAIN,
              TRAINING,
              TRAININGS,
              TRUE,
              VERSION,
              WHERE)
          .boxed()
          .collect(Collectors.toUnmodifiableMap(DialectTokens::spelling, kind -> kind));

  private final String text;
  private final LineIndex lines;
  private final StatementLexer lexer;
  private final Parameters parameters;
  private final int endKind;
  private int positionalParameters;
  private int lastEnd;

  /** The tokens of {@code text}, then {@code endKind} for ever. */
  DialectTokens(String text, Parameters parameters, int endKind) {
    super(new SimpleCharStream(Reader.nullReader()));
    this.text = requireNonNull(text, "text is null");
    this.parameters = requireNonNull(parameters, "parameters is null");
    this.lines = new LineIndex(text);
    this.lexer = new StatementLexer(text, 0);
    this.endKind = endKind;
  }

  /** How the keyword or sign of that kind is written, keywords in upper case. */
  static String spelling(int kind) {
    String image = tokenImage[kind];
    return image.substring(1, image.length() - 1);
  }

  /** Every keyword of the dialect, in upper case. */
  static Set<String> keywords() {
    return KEYWORDS.keySet();
  }

  static boolean isKeyword(int kind) {
    return KEYWORDS.containsValue(kind);
  }

  @Override
  public Token getNextToken() {
    lexer.next();
    Lexer lexeme = requireClosed();
    return switch (lexeme.kind()) {
      case WORD -> token(KEYWORDS.getOrDefault(lexeme.word(), IDENTIFIER), lexeme.image());
      case NUMBER -> token(numberKind(lexeme.image()), lexeme.image());
      case STRING -> token(QUOTED_STRING, StringValue.ofString(lexeme.image()));
      case BLOCK_STRING -> token(QUOTED_STRING, StringValue.ofBlockString(lexeme.image()));
      case QUOTED_NAME -> token(BACK_QUOTED_IDENTIFIER, StringValue.ofQuotedName(lexeme.image()));
      case SYMBOL -> symbol(lexeme);
      case END -> tokenAt(endKind, "", lastEnd, lastEnd);
      case COMMENT -> throw new IllegalStateException("Closed comments are skipped");
    };
  }

  private Lexer requireClosed() {
    Lexer lexeme = lexer.lexeme();
    if (!lexeme.isClosed()) {
      throw lexeme.unclosed(lines.position(lexeme.start()));
    }
    return lexeme;
  }

  private DialectToken symbol(Lexer lexeme) {
    return switch (text.charAt(lexeme.start())) {
      case '(' -> lexer.queryDepth() > 0 ? query(lexeme) : token(LPAREN, "(");
      case ')' -> token(RPAREN, ")");
      case ',' -> token(COMMA, ",");
      case '.' -> token(DOT, ".");
      case ';' -> token(SEMICOLON, ";");
      case '=' ->
          lexeme.image().equals("=>") ? token(NAMED_ARGUMENT_ASSIGNMENT, "=>") : token(EQ, "=");
      case '>' -> token(GT, ">");
      case '<' -> token(LT, "<");
      case '+' -> token(PLUS, "+");
      case '-' -> token(MINUS, "-");
      case '?' -> parameter(lexeme.start(), parameters.positional(positionalParameters++));
      case ':' -> namedParameter(lexeme);
      default -> token(BEL, lexeme.image());
    };
  }

  private DialectToken query(Lexer lexeme) {
    int start = lexeme.start();
    while (lexer.queryDepth() > 0) {
      if (lexer.queryDepth() > MAX_QUERY_DEPTH) {
        throw failure("Query is nested deeper than " + MAX_QUERY_DEPTH + " levels", lexeme.start());
      }
      if (lexeme.isSymbol('?')) {
        positionalParameters++;
      }
      if (lexer.next() == Kind.END) {
        throw failure("Parenthesis is not closed", start);
      }
      requireClosed();
    }
    String query = text.substring(start + 1, lexeme.start());
    return tokenAt(QUERY_IN_PARENTHESES, query, start, lexeme.end());
  }

  private DialectToken namedParameter(Lexer lexeme) {
    int start = lexeme.start();
    int end = lexeme.end();
    if (end == text.length() || !Character.isLetter(text.charAt(end))) {
      return token(BEL, ":");
    }
    lexer.next();
    return parameter(start, parameters.named(lexeme.image()));
  }

  private DialectToken parameter(int start, Optional<String> value) {
    DialectToken token = tokenAt(HOOK, value.orElse(""), start, lexer.lexeme().end());
    return value.isPresent() ? token : token.withoutValue();
  }

  private DialectToken token(int kind, String value) {
    Lexer lexeme = lexer.lexeme();
    return tokenAt(kind, value, lexeme.start(), lexeme.end());
  }

  private DialectToken tokenAt(int kind, String value, int start, int end) {
    lastEnd = end;
    return new DialectToken(kind, text.substring(start, end), value)
        .at(lines.position(start), lines.position(Math.max(start, end - 1)));
  }

  private QuernException failure(String message, int offset) {
    return new QuernException(ErrorCode.PARSE, message).at(lines.position(offset));
  }

  private static int numberKind(String image) {
    return image.chars().allMatch(c -> c >= '0' && c <= '9')
        ? UNSIGNED_INTEGER_LITERAL
        : DECIMAL_NUMERIC_LITERAL;
  }
}
