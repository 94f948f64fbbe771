package io.quern.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the prompt shows of one statement: a table, one line a value, or a failure. */
final class PromptText {
  private static final Pattern RULE = Pattern.compile("-+(-\\+-+)*");
  private static final Pattern ROW = Pattern.compile("-- row \\d+");
  private static final Pattern VALUE = Pattern.compile("(.*?) +\\| ?(.*)");
  private static final Pattern COUNT = Pattern.compile("\\((\\d+) rows?\\)");
  private static final String CUT = "(first ";

  private PromptText() {}

  static Outcome read(List<String> lines) {
    Optional<Outcome.Failure> failure = ErrorText.failures(lines).stream().findFirst();
    if (failure.isPresent()) {
      return failure.get();
    }
    for (int i = 0; i < lines.size(); i++) {
      if (ROW.matcher(lines.get(i)).matches()) {
        return values(lines.subList(i, lines.size()));
      } else if (i > 0 && RULE.matcher(lines.get(i)).matches()) {
        return table(cells(lines.get(i - 1)), lines.subList(i + 1, lines.size()));
      }
    }
    return new Outcome.Nothing();
  }

  private static Outcome table(List<String> names, List<String> lines) {
    List<List<String>> rows = new ArrayList<>();
    boolean isCut = false;
    for (String line : lines) {
      if (COUNT.matcher(line).matches()) {
        break;
      } else if (line.startsWith(CUT)) {
        isCut = true;
        break;
      }
      rows.add(cells(line));
    }
    return new Outcome.Rows(names.stream().map(ResultColumn::of).toList(), rows, isCut);
  }

  private static List<String> cells(String line) {
    return List.of((line + " ").split(" \\| ", -1)).stream().map(String::strip).toList();
  }

  private static Outcome values(List<String> lines) {
    List<ResultColumn> columns = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    boolean isCut = false;
    for (String line : lines) {
      Matcher value = VALUE.matcher(line);
      if (ROW.matcher(line).matches()) {
        rows.add(new ArrayList<>());
      } else if (value.matches()) {
        rows.get(rows.size() - 1).add(value.group(2));
        if (rows.size() == 1) {
          columns.add(ResultColumn.of(value.group(1)));
        }
      }
      isCut |= line.startsWith(CUT);
    }
    return new Outcome.Rows(columns, rows, isCut);
  }
}
