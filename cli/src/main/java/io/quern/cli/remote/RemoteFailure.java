package io.quern.cli.remote;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's failure as it was thrown there. Stateless. */
public final class RemoteFailure {
  private static final Pattern HEADLINE =
      Pattern.compile("ERROR (?<code>[A-Z]+)( at (?<line>\\d+):(?<column>\\d+))?: (?<message>.*)");
  private static final String HINT = "hint: ";

  private RemoteFailure() {}

  /**
   * Reads what {@code Failure} of the server has written; another server's text is told as it is.
   *
   * @param message null where there is none
   * @param sqlState null where there is none
   */
  public static QuernException of(String message, String sqlState) {
    String[] lines = message == null ? new String[] {"No reason given"} : message.split("\n", -1);
    Matcher headline = HEADLINE.matcher(lines[0]);
    if (!headline.matches() || code(headline.group("code")).isEmpty()) {
      return new QuernException(codeOfState(sqlState), String.join(" ", lines));
    }
    QuernException failure =
        new QuernException(code(headline.group("code")).orElseThrow(), headline.group("message"));
    if (headline.group("line") != null) {
      failure =
          failure.at(
              new SourcePosition(
                  Integer.parseInt(headline.group("line")),
                  Integer.parseInt(headline.group("column"))));
    }
    Optional<String> hint = Arrays.stream(lines).filter(line -> line.startsWith(HINT)).findFirst();
    return hint.isPresent() ? failure.withHint(hint.get().substring(HINT.length())) : failure;
  }

  private static Optional<ErrorCode> code(String word) {
    return Arrays.stream(ErrorCode.values()).filter(c -> c.name().equals(word)).findFirst();
  }

  private static ErrorCode codeOfState(String sqlState) {
    return Arrays.stream(ErrorCode.values())
        .filter(code -> code.sqlState().equals(sqlState))
        .findFirst()
        .orElse(ErrorCode.INTERNAL);
  }
}
