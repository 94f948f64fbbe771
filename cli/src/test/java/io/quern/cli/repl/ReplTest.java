package io.quern.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quern.cli.QuernProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The prompt in a real terminal: few tests, each starts a Spark of its own. */
final class ReplTest {
  private static final Pattern LIVE_LINE =
      Pattern.compile(
          "(?m)^epoch \\d+/100000 \\[[= ]{20}\\] \\d+%  \\S+ rows  \\S+ rows/s  loss 0\\.\\d{4}"
              + "  auc 0\\.\\d{4}  \\d+ workers?  \\d+ ps  [0-9:]+( days)? left$");

  private static final String LEAVING = "Leave with \\quit or Ctrl-D, or with Ctrl-C once more";
  private static final String LEAVING_PATTERN = Pattern.quote(LEAVING);

  @TempDir Path folder;

  @BeforeEach
  void requireTmux() {
    assumeTrue(TmuxPane.isInstalled(), "tmux is not installed");
  }

  @Test
  void aPersonTypesCompletesTrainsCancelsAndLeaves() throws IOException {
    try (TmuxPane pane = start()) {
      pane.awaitLastLine("quern>");
      aStatementOfTwoLines(pane);
      aTrainingThatIsCompletedWatchedAndCancelled(pane);
      aTrainingThatEnds(pane);
      commandsAndMistakes(pane);
      leaving(pane);
    }
    assertThat(folder.resolve("history"))
        .content()
        .contains("select 1 as one", "\\tming")
        .doesNotContain("xyzzy");
  }

  private static void aStatementOfTwoLines(TmuxPane pane) {
    pane.enter("select 1 as one, 'two' as two");
    pane.awaitLastLine("    ->");
    pane.enter("from range(3) limit 1;");
    pane.awaitText("one | two\n----+----\n  1 | two\n(1 row)\n");
    pane.awaitLastLine("quern>");
  }

  private static void aTrainingThatIsCompletedWatchedAndCancelled(TmuxPane pane) {
    enter(
        pane,
        "select id % 2 as click, id % 1000 as user from range(2000000) where true as clicks;");
    pane.type("trai");
    pane.press("Tab");
    pane.type("cli");
    pane.press("Tab");
    pane.type("as deep");
    pane.press("Tab");
    pane.type("model` where lab");
    pane.press("Tab");
    pane.type("= cl");
    pane.press("Tab");
    pane.type("and model = 'DeepF");
    pane.press("Tab");
    pane.awaitLastLine(
        "quern> train clicks as DeepCTR.`model` where label = 'click' and model = 'DeepFM'");
    pane.enter("and epochs = 100000;"); // a network, so that an epoch is long on any machine
    pane.awaitPattern(LIVE_LINE.pattern());
    pane.press("C-c");
    String screen = pane.awaitText("hint: Nothing of this training is kept");
    assertThat(screen).contains("ERROR CANCELLED at 1:1: ");
    pane.awaitLastLine("quern>");
  }

  /** Types a statement that prints nothing, and waits for the next prompt. */
  private static void enter(TmuxPane pane, String statement) {
    pane.enter(statement);
    pane.awaitPattern(Pattern.quote(statement) + "\nquern>$");
  }

  private static void aTrainingThatEnds(TmuxPane pane) {
    pane.press("C-l");
    enter(pane, "select * from clicks limit 20000 as few;");
    pane.enter(
        "train few as DeepCTR.`model` where label = 'click' and model = 'LR' and epochs = 2;");
    String screen = pane.awaitPattern("(?m)^version +\\| 1$");
    assertThat(screen)
        .containsPattern("(?m)^epoch 2/2  20,000 rows  [0-9,]+ rows/s  loss 0\\.")
        .doesNotContain("writing the model");
    pane.awaitLastLine("quern>");
  }

  private static void commandsAndMistakes(TmuxPane pane) {
    pane.enter("\\tming");
    pane.awaitText("hint: Did you mean \\timing? \\? lists them");
    pane.enter("\\rows 2");
    pane.enter("select * from range(3);");
    pane.awaitText("(first 2 rows; \\rows 0 shows all, \\o FILE writes them to a file)");
    pane.enter("select 1 as password\\G");
    pane.awaitPattern("(?m)^password \\| 1$");
    enter(pane, "set password = xyzzy;");
    pane.enter("select * from clikcs;");
    pane.awaitText("hint: Did you mean 'clicks'?");
    pane.enter("help load");
    pane.awaitText("LOAD makes files a temporary view");
    pane.enter("\\help TRAIN");
    pane.awaitText("TRAIN learns a model from a table or a query");
    pane.press("q");
  }

  private static void leaving(TmuxPane pane) {
    pane.awaitLastLine("quern>");
    pane.press("C-c");
    pane.awaitText(LEAVING);
    pane.press("C-d");
    assertThat(pane.awaitExit()).isZero();
  }

  @Test
  void controlCTwiceLeavesWith130AlsoWhileSparkStarts() {
    try (TmuxPane pane = start()) {
      pane.awaitLastLine("quern>");
      pane.press("C-c");
      pane.awaitText(LEAVING);
      pane.press("C-c");
      assertThat(pane.awaitExit()).isEqualTo(130);
    }
  }

  @Test
  void controlCBehindTextThatWasErasedIsNoSecondOne() {
    try (TmuxPane pane = start()) {
      pane.awaitLastLine("quern>");
      pane.press("C-c");
      pane.awaitText(LEAVING);
      pane.type("select");
      pane.awaitLastLine("quern> select");
      pane.press("C-u");
      pane.awaitLastLine("quern>");
      pane.press("C-c");
      pane.awaitLastLine("quern>");
      pane.press("C-c");
      pane.awaitPattern("(?s)" + LEAVING_PATTERN + ".*" + LEAVING_PATTERN);
      pane.press("C-c");
      assertThat(pane.awaitExit()).isEqualTo(130);
    }
  }

  @Test
  void aSparkThatCannotStartEndsThePromptWith3() {
    try (TmuxPane pane = start("--master", "nonsense")) {
      assertThat(pane.awaitExit()).isEqualTo(3);
      assertThat(pane.screen()).contains("ERROR CONFIG: Cannot start Spark: ");
    }
  }

  private TmuxPane start(String... arguments) {
    assertThat(Files.isDirectory(folder)).isTrue();
    return TmuxPane.start(
        folder,
        Map.of("QUERN_HISTORY", folder.resolve("history").toString()),
        QuernProcess.command(
            folder, List.of("-Dquern.terminal.columns=" + TmuxPane.COLUMNS), arguments));
  }
}
