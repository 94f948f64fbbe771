package io.quern.parser;

import static io.quern.parser.impl.DialectParserImplConstants.BACK_QUOTED_IDENTIFIER;
import static io.quern.parser.impl.DialectParserImplConstants.DOT;
import static io.quern.parser.impl.DialectParserImplConstants.IDENTIFIER;
import static io.quern.parser.impl.DialectParserImplConstants.LPAREN;
import static io.quern.parser.impl.DialectParserImplConstants.QUOTED_STRING;
import static io.quern.parser.impl.DialectParserImplConstants.VERSION;

import io.quern.parser.impl.DialectToken;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** For a name, a value or a path that was given without its quotes, or in the wrong ones. */
final class QuotingHints {
  /** Formats that files are named for; a path that ends otherwise may be of any. */
  private static final List<String> FORMATS = List.of("csv", "json", "parquet", "orc");

  private QuotingHints() {}

  /**
   * @param expectation what should have followed {@code last}, as it reads after "Expected"
   */
  static Optional<String> of(DialectToken last, String expectation, DialectToken found) {
    boolean isWord = found.kind == IDENTIFIER || DialectTokens.isKeyword(found.kind);
    if (expectation.equals("a value") && (isWord || found.kind == BACK_QUOTED_IDENTIFIER)) {
      return Optional.of("Put it in quotes: '" + SyntaxErrors.shorten(found.value()) + "'");
    }
    if (expectation.equals("a path in quotes") && isWord && found.kind != VERSION) {
      return Optional.of("Put the path in quotes");
    }
    if (expectation.contains("a table name") && found.kind == LPAREN) {
      return Optional.of("Name the query's result first, with select … as VIEW;");
    }
    boolean isPathDue = expectation.equals("a path in back-quotes");
    if (isPathDue && isWord && last.kind == DOT) {
      return Optional.of("Put it in back-quotes: `" + SyntaxErrors.shorten(found.value()) + "`");
    }
    return found.kind == QUOTED_STRING
        ? ofString(last, expectation, SyntaxErrors.shorten(found.value()))
        : Optional.empty();
  }

  private static Optional<String> ofString(DialectToken last, String expectation, String text) {
    if (expectation.startsWith("a column")) {
      return Optional.of("A column has no quotes, or back-quotes: `" + text + "`");
    }
    if (expectation.contains("a table name")) {
      return Optional.of(
          format(text).isPresent()
              ? "Files become a table with LOAD: load " + placed(text) + " as VIEW;"
              : "A table has no quotes, or back-quotes: `" + text + "`");
    }
    return switch (expectation) {
      case "a format" -> Optional.of("Name the format before the path: " + placed(text));
      case "an algorithm name" ->
          Optional.of("Name the algorithm before the path: DeepCTR.`" + text + "`");
      case "a path in back-quotes" ->
          Optional.of(
              last.kind == DOT
                  ? "Put it in back-quotes: `" + text + "`"
                  : "Put it in back-quotes behind a dot: " + last.image + ".`" + text + "`");
      default -> Optional.empty();
    };
  }

  private static String placed(String path) {
    return format(path).orElse("csv") + ".`" + path + "`";
  }

  private static Optional<String> format(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return FORMATS.stream().filter(format -> name.contains("." + format)).findFirst();
  }
}
