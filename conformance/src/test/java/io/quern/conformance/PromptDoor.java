package io.quern.conformance;

import static org.awaitility.Awaitility.await;

import io.quern.cli.QuernProcess;
import io.quern.cli.repl.TmuxPane;
import io.quern.conformance.Conformance.Statement;
import io.quern.conformance.Outcome.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The prompt of {@code bin/quern} in a terminal: statements are typed, and read from the screen is
 * what a person sees. There a value is its text in a table, so NULL is a word and control
 * characters are escaped; types are not told.
 */
final class PromptDoor implements Door {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PROMPT = "quern>";
  private static final int ROWS = 200;

  private final TmuxPane pane;

  PromptDoor(Path folder) {
    pane =
        TmuxPane.start(
            folder,
            Map.of("QUERN_HISTORY", folder.resolve("history").toString()),
            QuernProcess.command(
                folder,
                List.of("-Dquern.terminal.columns=" + TmuxPane.COLUMNS),
                "--set=folder=" + folder));
    pane.awaitLastLine(PROMPT);
    enter("\\pager off");
    enter("\\rows " + ROWS);
  }

  @Override
  public Outcome run(Statement statement) {
    return PromptText.read(enter(statement.text() + ";"));
  }

  /** Types a text and returns the lines below it, once there is the next prompt. */
  private List<String> enter(String text) {
    int prompts = prompts();
    text.lines().forEach(pane::enter);
    return shownBelow(text, prompts);
  }

  private int prompts() {
    return (int) pane.lines().stream().filter(line -> line.startsWith(PROMPT)).count();
  }

  private List<String> shownBelow(String text, int prompts) {
    await().atMost(PATIENCE).until(() -> isPromptedAgain(prompts));
    List<String> lines = pane.lines();
    int last = lines.size() - 1;
    int typed = last - 1;
    while (!lines.get(typed).startsWith(PROMPT)) {
      typed--;
    }
    return lines.subList(typed + (int) text.lines().count(), last);
  }

  private boolean isPromptedAgain(int before) {
    List<String> lines = pane.lines();
    return prompts() > before && lines.get(lines.size() - 1).equals(PROMPT);
  }

  /** By Ctrl-C. */
  @Override
  public Outcome cancel(Statement statement) {
    int prompts = prompts();
    String text = statement.text() + ";";
    text.lines().forEach(pane::enter);
    pane.awaitPattern("(?m)^epoch \\d+/100000 \\[");
    pane.press("C-c");
    return PromptText.read(shownBelow(text, prompts));
  }

  @Override
  public String type(String type) {
    return "";
  }

  @Override
  public String cell(ResultColumn column, String value) {
    return value.equals(Outcome.NULL) ? "NULL" : SparkText.of(value, column).replace("\t", "\\t");
  }

  @Override
  public Failure failure(Expected.Fault fault) {
    return fault.failure().withState("");
  }

  @Override
  public int mostRows() {
    return ROWS;
  }

  @Override
  public void close() {
    pane.press("C-d");
    pane.awaitExit();
    pane.close();
  }
}
