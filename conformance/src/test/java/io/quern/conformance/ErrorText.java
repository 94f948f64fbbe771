package io.quern.conformance;

import io.quern.api.SourcePosition;
import io.quern.conformance.Outcome.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Failures as texts tell them: {@code ERROR CODE at 1:2: message}, and a hint some lines below. */
final class ErrorText {
  private static final Pattern HEADLINE =
      Pattern.compile("ERROR ([A-Z]+)(?: at (\\d+):(\\d+))?: (.*)");
  private static final String HINT = "hint: ";

  private ErrorText() {}

  /** The failures that {@code lines} tell, in their order. */
  static List<Failure> failures(List<String> lines) {
    List<Failure> failures = new ArrayList<>();
    for (String line : lines) {
      Matcher headline = HEADLINE.matcher(line);
      if (headline.matches()) {
        failures.add(
            new Failure(
                headline.group(1), "", place(headline), headline.group(4), Optional.empty()));
      } else if (line.startsWith(HINT) && !failures.isEmpty()) {
        Failure last = failures.remove(failures.size() - 1);
        failures.add(
            new Failure(
                last.code(),
                last.state(),
                last.place(),
                last.message(),
                Optional.of(line.substring(HINT.length()))));
      }
    }
    return failures;
  }

  private static Optional<SourcePosition> place(Matcher headline) {
    return headline.group(2) == null
        ? Optional.empty()
        : Optional.of(
            new SourcePosition(
                Integer.parseInt(headline.group(2)), Integer.parseInt(headline.group(3))));
  }
}
