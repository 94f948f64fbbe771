package io.quern.conformance;

import io.quern.api.SourcePosition;
import io.quern.conformance.Outcome.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Outcomes as they are written in {@code conformance.out}. */
final class OutcomeText {
  private static final String GAP = " | ";
  private static final String NOTHING = "nothing";
  private static final Pattern FAULT =
      Pattern.compile("ERROR ([A-Z]+) (\\w{5})(?: at (\\d+):(\\d+))?: (.*)");
  private static final String HINT = "hint: ";
  private static final Pattern SPARKS =
      Pattern.compile("spark\\.sql: (\\w{5})(?: at (\\d+):(\\d+))? ([A-Z0-9_.]+)");
  private static final Pattern WHOLE = Pattern.compile("(\\d+) rows, sha256 (\\w+)");

  private OutcomeText() {}

  /** Reads one outcome. */
  static Expected parse(List<String> lines) {
    String first = lines.get(0);
    if (first.equals(NOTHING)) {
      return new Expected.Nothing();
    }
    Matcher fault = FAULT.matcher(first);
    return fault.matches() ? fault(fault, lines) : table(lines);
  }

  private static Expected fault(Matcher headline, List<String> lines) {
    Optional<String> hint = Optional.empty();
    Optional<Failure> sparks = Optional.empty();
    for (String line : lines.subList(1, lines.size())) {
      Matcher told = SPARKS.matcher(line);
      if (told.matches()) {
        sparks = Optional.of(sparks(told.group(4), told.group(1), place(told, 2)));
      } else if (line.startsWith(HINT)) {
        hint = Optional.of(line.substring(HINT.length()));
      } else {
        throw new IllegalArgumentException(line);
      }
    }
    return new Expected.Fault(
        new Failure(
            headline.group(1), headline.group(2), place(headline, 3), headline.group(5), hint),
        sparks);
  }

  /** What Spark throws: its condition stands for the message. */
  static Failure sparks(String condition, String state, Optional<SourcePosition> place) {
    return new Failure("SPARK", state, place, condition, Optional.empty());
  }

  private static Optional<SourcePosition> place(Matcher matcher, int group) {
    return matcher.group(group) == null
        ? Optional.empty()
        : Optional.of(
            new SourcePosition(
                Integer.parseInt(matcher.group(group)),
                Integer.parseInt(matcher.group(group + 1))));
  }

  private static Expected table(List<String> lines) {
    List<ResultColumn> columns = cells(lines.get(0)).stream().map(OutcomeText::column).toList();
    List<List<String>> rows = new ArrayList<>();
    Optional<Expected.Whole> whole = Optional.empty();
    for (String line : lines.subList(1, lines.size())) {
      Matcher counted = WHOLE.matcher(line);
      if (counted.matches()) {
        whole =
            Optional.of(new Expected.Whole(Integer.parseInt(counted.group(1)), counted.group(2)));
      } else {
        rows.add(cells(line));
      }
    }
    return new Expected.Table(columns, rows, whole);
  }

  private static List<String> cells(String line) {
    return Arrays.asList(line.split(Pattern.quote(GAP), -1));
  }

  private static ResultColumn column(String text) {
    int end = text.indexOf(": ");
    return new ResultColumn(text.substring(0, end), text.substring(end + 2));
  }

  /** Writes what a door has given. */
  static String of(Outcome outcome) {
    if (outcome instanceof Outcome.Rows rows) {
      return of(rows.columns(), rows.rows(), rows.isCut() ? "and more" : "");
    }
    return outcome instanceof Failure failure ? of(failure) : NOTHING;
  }

  /** Writes a table with what is to be said below its lines. */
  static String of(List<ResultColumn> columns, List<List<String>> lines, String below) {
    List<String> text = new ArrayList<>();
    text.add(
        columns.stream()
            .map(column -> column.name() + ": " + column.type())
            .collect(Collectors.joining(GAP)));
    lines.forEach(line -> text.add(String.join(GAP, line)));
    if (!below.isEmpty()) {
      text.add(below);
    }
    return String.join("\n", text);
  }

  private static String of(Failure failure) {
    return "ERROR %s %s%s: %s%s"
        .formatted(
            failure.code(),
            failure.state(),
            failure.place().map(place -> " at " + place).orElse(""),
            failure.message(),
            failure.hint().map(hint -> "\n" + HINT + hint).orElse(""));
  }
}
