package io.quern.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quern.cli.QuernProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the command line, each behaviour in a process of its own: few, they are slow. */
final class QuernCliTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void printsItsVersionAndItsHelpWithoutStartingSpark() {
    Ended version = run("", "--version");
    assertThat(version.exit()).isZero();
    assertThat(version.out()).matches("quern \\S+ on Spark 4\\.1\\.0\n");
    assertThat(version.err()).isEmpty();
    Ended help = run("", "--help");
    assertThat(help.exit()).isZero();
    assertThat(help.out())
        .contains(
            "-e=",
            "-f=",
            "--set=",
            "--format=",
            "--all-results",
            "--ignore-errors",
            "--master=",
            "--conf=",
            "--debug",
            "--version",
            "--help",
            "${NAME}",
            "Exit codes");
  }

  @Test
  void usageErrorsEndWithTwo() {
    Ended unknown = run("", "--frmat=csv");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.out()).isEmpty();
    assertThat(unknown.err())
        .isEqualTo(
            """
            ERROR CONFIG: Unknown option: '--frmat=csv'
            hint: bin/quern --help lists what is allowed
            """);
    assertThat(run("", "--format", "xml", "-e", "select 1").err())
        .startsWith("ERROR CONFIG: Invalid value for option '--format': ");
    assertThat(run("", "-e", "select 1", "-f", "x.sql").err())
        .startsWith("ERROR CONFIG: Options -e and -f exclude each other\n");
    Ended missing = run("", "-f", "nothing.sql");
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).isEqualTo("ERROR STORAGE: File 'nothing.sql' does not exist\n");
  }

  @Test
  void aSparkThatCannotStartEndsWithThree() {
    Ended ended = run("", "--master", "nonsense", "-e", "select 1");
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .startsWith("ERROR CONFIG: Cannot start Spark: ")
        .contains("nonsense")
        .doesNotContain("\tat ");
  }

  @Test
  void statementsOfTheCommandLinePrintTheirLastResultForPrograms() {
    Ended ended =
        run(
            "",
            "-e",
            "select 1 as one; select '${who}' as who, ${n} as n",
            "--set",
            "who=a,b",
            "--set",
            "n=2",
            "--format",
            "csv");
    assertThat(ended)
        .isEqualTo(
            new Ended(
                0,
                "who,n\n\"a,b\",2\n",
                "note: Only the last of 2 results is printed; --all-results prints every one\n"));
  }

  @Test
  void aScriptOfStandardInputPrintsAllResultsWhereAsked() {
    Ended ended =
        run(
            "\uFEFFselect 1 as one;\r\nselect 'два' as two;\r\n",
            "--format",
            "json",
            "--all-results");
    assertThat(ended).isEqualTo(new Ended(0, "{\"one\":1}\n{\"two\":\"два\"}\n", ""));
  }

  @Test
  void aScriptGoesOnBehindErrorsWhereAskedAndEndsWithOne() {
    Ended ended =
        run(
            "select 1 as one;\nselect * from nothing;\nselect * from range(1001);\n",
            "--ignore-errors");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out())
        .startsWith("one\n---\n  1\n(1 row)\n\nid\n---\n")
        .endsWith("\n999\n(first 1000 rows; --format csv, tsv, json or vertical prints all)\n");
    assertThat(ended.err()).startsWith("ERROR NAME at 2:15: Table 'nothing' does not exist\n");
  }

  @Test
  void scriptsNeverTouchTheTerminal() throws IOException {
    Path classes = folder.resolve("classes.log");
    List<String> command =
        QuernProcess.command(
            folder, List.of("-Xlog:class+load:file=" + classes), "-e", "select 1 as one");
    Path out = folder.resolve("printed");
    Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).start();
    assertThat(process.onExit().join().exitValue()).isZero();
    assertThat(out).hasContent("one\n---\n  1\n(1 row)\n");
    assertThat(Files.readString(classes))
        .contains("io.quern.cli.QuernCli")
        .doesNotContain("org.jline");
  }

  @Test
  void aFailedScriptEndsWithOneAndLeavesNothing() throws IOException {
    Files.writeString(
        folder.resolve("script.sql"),
        """
        select 1 as click, 2L as user as clicks;
        train clicks as DeepCTR.`model` where label = "click";
        """);
    List<Path> before = files();
    Ended ended = run("", "-f", "script.sql", "--format", "tsv");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .isEqualTo(
            """
            reading the source
            ERROR DATA at 2:1: All 1 labels in 'click' are 1; both 0 and 1 are needed
              train clicks as DeepCTR.`model` where label = "click";
              ^
            """);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void controlCDuringATrainingEndsWithin130AndLeavesNothing() throws Exception {
    assumeTrue(QuernProcess.canInterrupt(), "SIGINT is ignored here");
    String train =
        """
        select id % 2 as click, id % 1000 as user from range(200000) where true as clicks;
        train clicks as DeepCTR.`model` where label = "click" and model = "LR" and epochs = 10000;
        select 1 as not_reached;
        """;
    List<Path> before = files();
    try (QuernProcess quern = new QuernProcess(folder, train)) {
      await().atMost(Duration.ofMinutes(2)).until(() -> quern.err().contains("epoch 1/10000"));
      quern.interrupt();
      long asked = System.nanoTime();
      Ended ended = quern.await(PATIENCE);
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(20));
      assertThat(ended.exit()).isEqualTo(130);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err())
          .contains(
              "ERROR CANCELLED at 2:1: ",
              "hint: Nothing of this training is kept, earlier versions are;")
          .containsPattern("epoch 1/10000  200,000 rows  [0-9,]+ rows/s  loss 0\\.")
          .doesNotContain("\tat ", "\u001b");
    }
    assertThat(files()).isEqualTo(before);
  }

  private Ended run(String input, String... arguments) {
    try (QuernProcess process = new QuernProcess(folder, input, arguments)) {
      return process.await(PATIENCE);
    }
  }

  /** Below the working directory, which is the folder for temporary files too. */
  private List<Path> files() throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(path -> !path.getFileName().toString().matches("(in|out|err)\\d+\\.txt"))
          .sorted()
          .toList();
    }
  }
}
