package io.quern.parser;

import io.quern.api.QuernException;
import io.quern.parser.impl.DialectParserImpl;
import io.quern.parser.impl.DialectParserImplConstants;
import io.quern.parser.impl.ParseException;
import io.quern.parser.tree.SqlStatement;
import java.util.List;

/**
 * Parses one statement of the dialect. Thread-safe.
 *
 * <p>Only for text that {@link Ownership} calls ours; what goes wrong here is the final word on it.
 * Positions are 1-based line and column of the text that was given.
 */
public final class DialectParser {
  private DialectParser() {}

  /**
   * The statement that {@code text} is; semicolons may follow it.
   *
   * @throws QuernException PARSE, at the place of the mistake
   */
  public static SqlStatement parse(String text) {
    return parse(text, Parameters.none());
  }

  /** The same with values for {@code ?} and {@code :name} in the place of option values. */
  public static SqlStatement parse(String text, Parameters parameters) {
    DialectTokens tokens = new DialectTokens(text, parameters, DialectParserImplConstants.EOF);
    try {
      return new DialectParserImpl(tokens).DialectStatementEof();
    } catch (ParseException e) {
      throw SyntaxErrors.describe(e, firstWord(text));
    }
  }

  private static String firstWord(String text) {
    Lexer lexer = new Lexer(text, 0);
    lexer.next();
    return lexer.word();
  }

  /**
   * What may follow {@code text}, the beginning of a statement, for completion: keywords in upper
   * case, signs, or a phrase such as {@code an option name}. Empty where the text is wrong already.
   */
  public static List<String> expectedTokens(String text) {
    DialectTokens tokens =
        new DialectTokens(text, Parameters.none(), DialectParserImplConstants.BEL);
    try {
      new DialectParserImpl(tokens).DialectStatementEof();
    } catch (ParseException e) {
      return SyntaxErrors.isAtEnd(e) ? ExpectedTokens.of(e) : List.of();
    } catch (QuernException e) {
      return List.of();
    }
    throw new IllegalStateException("The parser accepted a token that is never valid");
  }
}
