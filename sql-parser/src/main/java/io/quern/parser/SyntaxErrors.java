package io.quern.parser;

import static io.quern.parser.impl.DialectParserImplConstants.BACK_QUOTED_IDENTIFIER;
import static io.quern.parser.impl.DialectParserImplConstants.BEL;
import static io.quern.parser.impl.DialectParserImplConstants.COLUMNS;
import static io.quern.parser.impl.DialectParserImplConstants.EOF;
import static io.quern.parser.impl.DialectParserImplConstants.HOOK;
import static io.quern.parser.impl.DialectParserImplConstants.QUOTED_STRING;

import io.quern.api.ErrorCode;
import io.quern.api.NearestName;
import io.quern.api.QuernException;
import io.quern.parser.impl.DialectToken;
import io.quern.parser.impl.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Turns what the generated parser says into what a user can act on. */
final class SyntaxErrors {
  private static final int MAX_SHOWN_LENGTH = 40;

  /** Any shorter word resembles too many others. */
  private static final int MIN_MISSPELT_LENGTH = 3;

  private static final Set<String> QUERY_WORDS = Set.of("SELECT", "WITH");
  private static final Set<String> CLAUSE_WORDS = Set.of("AS", "WHERE", "OPTIONS", "COLUMNS");

  private SyntaxErrors() {}

  /**
   * @param first the statement's first word
   */
  static QuernException describe(ParseException failure, String first) {
    DialectToken found = found(failure);
    if (found.kind == HOOK) {
      return error("A parameter is not allowed here; only in option values and queries", found);
    }
    if (!(failure.currentToken instanceof DialectToken)) {
      return unknownStatement(found);
    }
    DialectToken last = (DialectToken) failure.currentToken;
    List<String> expected = ExpectedTokens.of(failure);
    String message =
        "Expected %s after %s, found %s"
            .formatted(enumerate(ExpectedTokens.leading(expected)), part(last), show(found));
    QuernException error = error(message, found);
    return hint(last, found, expected)
        .or(() -> last.followedBy().isEmpty() ? orderHint(found, first) : Optional.empty())
        .map(error::withHint)
        .orElse(error);
  }

  /** Whether everything was well up to the end of the text. */
  static boolean isAtEnd(ParseException failure) {
    DialectToken found = found(failure);
    return found.kind == BEL && found.image.isEmpty();
  }

  private static DialectToken found(ParseException failure) {
    return (DialectToken) failure.currentToken.next;
  }

  private static QuernException unknownStatement(DialectToken found) {
    if (found.kind == EOF) {
      return error("Expected a statement, found nothing", found);
    }
    QuernException error = error("Unknown statement " + show(found), found);
    return NearestStatement.nearest(found.image)
        .map(nearest -> error.withHint(NearestStatement.hint(nearest)))
        .orElse(error);
  }

  /** What the statement is in up to {@code last}, as it reads after "after". */
  private static String part(DialectToken last) {
    return last.part()
        .orElseGet(
            () ->
                DialectTokens.isKeyword(last.kind)
                    ? last.image.toUpperCase(Locale.ROOT)
                    : show(last));
  }

  private static Optional<String> hint(
      DialectToken last, DialectToken found, List<String> expected) {
    if (found.image.equals("=") && last.image.equals("=")) {
      return Optional.of("Write a single =");
    }
    if (last.followedBy().isPresent()) {
      return QuotingHints.of(last, last.followedBy().get(), found);
    }
    if (found.image.equals(",") && expected.contains("AND")) {
      return Optional.of("Join options with AND");
    }
    if (found.kind == COLUMNS && expected.contains("AND")) {
      return Optional.of("COLUMNS comes before the options");
    }
    if (expected.equals(List.of("=>"))) {
      return Optional.of("Columns come before arguments");
    }
    if (found.image.equals("=") && expected.contains("=>")) {
      return Optional.of("Arguments are written name => value");
    }
    if (isQueryWord(last)) { // taken for a table's name
      return Optional.of("Put the query in parentheses");
    }
    if (isStatementWord(found) && expected.contains(ExpectedTokens.END)) {
      return Optional.of("Is a ; missing before '" + found.image + "'?");
    }
    return found.image.length() < MIN_MISSPELT_LENGTH
        ? Optional.empty()
        : NearestName.of(found.image, ExpectedTokens.keywords(expected))
            .map(NearestStatement::hint);
  }

  private static boolean isQueryWord(DialectToken token) {
    return QUERY_WORDS.contains(token.image.toUpperCase(Locale.ROOT));
  }

  private static boolean isStatementWord(DialectToken token) {
    String word = token.image.toUpperCase(Locale.ROOT);
    return NearestStatement.OURS.contains(word) || NearestStatement.SPARKS.contains(word);
  }

  /** For a clause that is there, in another place than where it belongs. */
  private static Optional<String> orderHint(DialectToken found, String first) {
    return CLAUSE_WORDS.contains(found.image.toUpperCase(Locale.ROOT))
        ? StatementForm.of(first.toUpperCase(Locale.ROOT)).map(StatementForm::orderHint)
        : Optional.empty();
  }

  private static String show(DialectToken token) {
    return switch (token.kind) {
      case EOF -> "the end of the statement";
      case QUOTED_STRING, BACK_QUOTED_IDENTIFIER -> shorten(token.image);
      case BEL -> token.image.isEmpty() ? "the end of the statement" : "'" + token.image + "'";
      default -> "'" + shorten(token.image) + "'";
    };
  }

  static String shorten(String text) {
    return text.length() <= MAX_SHOWN_LENGTH ? text : text.substring(0, MAX_SHOWN_LENGTH) + "…";
  }

  private static String enumerate(List<String> items) {
    int last = items.size() - 1;
    return last == 0
        ? items.get(0)
        : String.join(", ", items.subList(0, last)) + " or " + items.get(last);
  }

  private static QuernException error(String message, DialectToken at) {
    return new QuernException(ErrorCode.PARSE, message).at(at.position());
  }
}
