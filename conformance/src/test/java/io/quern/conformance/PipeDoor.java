package io.quern.conformance;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import io.quern.api.SourcePosition;
import io.quern.cli.QuernProcess;
import io.quern.conformance.Conformance.Statement;
import io.quern.conformance.Outcome.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The script on the standard input of {@code bin/quern --format csv}, as one text: a query behind
 * each statement marks where its output ends, and its errors have their places. CSV tells no types.
 */
final class PipeDoor implements Door {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String MARK = "conformance_statement";
  private static final Pattern END = Pattern.compile("\n?" + MARK + "\n(\\d+)\n");

  private final Map<Integer, Outcome> outcomes = new HashMap<>();
  private final int exit;

  /** Runs the whole script, up to the statement that is cancelled by SIGINT. */
  PipeDoor(Conformance script) throws Exception {
    StringBuilder text = new StringBuilder();
    List<Integer> firstLines = new ArrayList<>();
    int line = 1;
    for (Statement statement : script.statements()) {
      firstLines.add(line);
      String piped =
          "%s;\nselect %d as %s;\n".formatted(statement.text(), statement.number(), MARK);
      text.append(piped);
      line += (int) piped.chars().filter(c -> c == '\n').count();
    }
    try (QuernProcess process =
        new QuernProcess(
            script.folder(),
            text.toString(),
            "--set=folder=" + script.folder(),
            "--format=csv",
            "--all-results",
            "--ignore-errors")) {
      await().atMost(PATIENCE).until(() -> process.err().contains("epoch 2/100000"));
      process.interrupt();
      QuernProcess.Ended ended = process.await(PATIENCE);
      exit = ended.exit();
      readResults(ended.out());
      readFailures(ended.err(), firstLines);
    }
  }

  private void readResults(String out) {
    Matcher end = END.matcher(out);
    int start = 0;
    while (end.find()) {
      String result = out.substring(start, end.start());
      // A line is left free between results.
      String csv = result.startsWith("\n") ? result.substring(1) : result;
      outcomes.put(Integer.parseInt(end.group(1)), outcome(csv));
      start = end.end();
    }
  }

  private static Outcome outcome(String csv) {
    if (csv.isEmpty()) {
      return new Outcome.Nothing();
    }
    List<List<String>> lines = CsvText.read(csv);
    return new Outcome.Rows(
        lines.get(0).stream().map(ResultColumn::of).toList(),
        lines.subList(1, lines.size()),
        false);
  }

  private void readFailures(String err, List<Integer> firstLines) {
    for (Failure failure : ErrorText.failures(err.lines().toList())) {
      int line = failure.place().orElseThrow().line();
      int number = (int) firstLines.stream().filter(first -> first <= line).count();
      outcomes.put(number, failure.from(new SourcePosition(firstLines.get(number - 1), 1)));
    }
  }

  /** Of the process. */
  int exit() {
    return exit;
  }

  @Override
  public Outcome run(Statement statement) {
    return requireNonNull(outcomes.get(statement.number()), "Nothing was written");
  }

  @Override
  public Outcome cancel(Statement statement) {
    return run(statement);
  }

  @Override
  public boolean livesOn() {
    return false;
  }

  @Override
  public String type(String type) {
    return "";
  }

  @Override
  public String cell(ResultColumn column, String value) {
    return SparkText.of(value, column);
  }

  @Override
  public Failure failure(Expected.Fault fault) {
    return fault.failure().withState("");
  }

  @Override
  public void close() {}
}
