package io.quern.parser;

import static io.quern.parser.impl.DialectParserImplConstants.DOT;
import static io.quern.parser.impl.DialectParserImplConstants.EOF;
import static io.quern.parser.impl.DialectParserImplConstants.INTO;
import static io.quern.parser.impl.DialectParserImplConstants.SEMICOLON;

import io.quern.parser.impl.DialectToken;
import io.quern.parser.impl.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The tokens that could stand where the parser stopped, by readable names. */
final class ExpectedTokens {
  static final String END = "the end of the statement";

  /** What is possible almost everywhere, or a second spelling: only noise in a message. */
  private static final Set<String> QUIET =
      Set.of(
          DialectTokens.spelling(DOT),
          DialectTokens.spelling(SEMICOLON),
          DialectTokens.spelling(INTO));

  private ExpectedTokens() {}

  /**
   * Keywords in upper case, signs as they are, then {@code the end of the statement}; or, where a
   * name or a value is due, the one sentence part that says so.
   */
  static List<String> of(ParseException failure) {
    if (failure.currentToken instanceof DialectToken last && last.followedBy().isPresent()) {
      return List.of(last.followedBy().get());
    }
    int[] kinds =
        Arrays.stream(failure.expectedTokenSequences)
            .mapToInt(sequence -> sequence[0])
            .distinct()
            .toArray();
    List<String> names = new ArrayList<>();
    Arrays.stream(kinds)
        .filter(kind -> kind != EOF)
        .mapToObj(DialectTokens::spelling)
        .sorted(ExpectedTokens::signsLast)
        .forEach(names::add);
    if (Arrays.stream(kinds).anyMatch(kind -> kind == EOF)) {
      names.add(END);
    }
    return List.copyOf(names);
  }

  /** Those worth telling in a message. */
  static List<String> leading(List<String> expected) {
    List<String> telling = expected.stream().filter(name -> !QUIET.contains(name)).toList();
    return telling.isEmpty() ? expected : telling.stream().map(ExpectedTokens::quoteSign).toList();
  }

  static List<String> keywords(List<String> expected) {
    return expected.stream().filter(name -> Character.isUpperCase(name.charAt(0))).toList();
  }

  private static String quoteSign(String name) {
    return isSign(name) ? "'" + name + "'" : name;
  }

  private static int signsLast(String a, String b) {
    return isSign(a) == isSign(b) ? a.compareTo(b) : Boolean.compare(isSign(a), isSign(b));
  }

  private static boolean isSign(String name) {
    return !Character.isLetter(name.charAt(0));
  }
}
