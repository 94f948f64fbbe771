package io.quern.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.cli.complete.Names;
import io.quern.cli.complete.Proposal;
import io.quern.cli.output.ResultFormat;
import io.quern.cli.output.RowLimit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandsTest {
  private final RecordedPrompt prompt = new RecordedPrompt();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "\\d | show tables;",
        "\\d clicks | describe table clicks;",
        "\\D a.`b c`; | describe table a.`b c`;",
        "\\models /m/it's | show models in '/m/it''s';",
        "\\options | show options for DeepCTR;",
        "\\options deepctr | show options for deepctr;",
        "\\i /tmp/a b.sql | include 'file:///tmp/a b.sql';"
      })
  void someAreStatements(String line, String statement) {
    Commands.run(line, prompt);
    assertThat(prompt.ran).containsExactly(statement);
  }

  @Test
  void settingsAreTurnedAndTold() {
    Commands.run("\\format csv", prompt);
    assertThat(prompt.preferences().format()).isEqualTo(ResultFormat.CSV);
    Commands.run("\\x", prompt);
    assertThat(prompt.preferences().format()).isEqualTo(ResultFormat.VERTICAL);
    Commands.run("\\x", prompt);
    assertThat(prompt.preferences().format()).isEqualTo(ResultFormat.CSV);
    Commands.run("\\timing on", prompt);
    assertThat(prompt.preferences().timing()).isTrue();
    Commands.run("\\timing", prompt);
    assertThat(prompt.preferences().timing()).isFalse();
    Commands.run("\\pager off", prompt);
    assertThat(prompt.preferences().pager()).isFalse();
    assertThat(prompt.notes)
        .hasToString(
            """
            Format is csv
            Format is vertical
            Format is csv
            Timing is on
            Timing is off
            Pager is off
            """);
  }

  @Test
  void rowsAreLimitedOnTheScreenAndNotInAFile() {
    assertThat(prompt.preferences().limit().rows()).isEqualTo(1000);
    Commands.run("\\rows 20", prompt);
    assertThat(prompt.preferences().limit())
        .isEqualTo(new RowLimit(20, "\\rows 0 shows all, \\o FILE writes them to a file"));
    Commands.run("\\o all.txt", prompt);
    assertThat(prompt.preferences().output()).contains(Path.of("all.txt"));
    assertThat(prompt.preferences().limit()).isEqualTo(RowLimit.none());
    Commands.run("\\o", prompt);
    Commands.run("\\rows 0", prompt);
    assertThat(prompt.preferences().limit()).isEqualTo(RowLimit.none());
  }

  @Test
  void theOthersReachThePrompt() {
    Commands.run("\\watch 5", prompt);
    Commands.run("\\watch", prompt);
    assertThat(prompt.watched).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(2));
    Commands.run("\\history TWO", prompt);
    assertThat(prompt.shown).containsExactly("    2  select 2 as two\n        from t;\n");
    Commands.run("\\errverbose", prompt);
    assertThat(prompt.notes).hasToString("There was no error\n");
    prompt.failure = Optional.of(new QuernException(ErrorCode.NAME, "No such thing"));
    Commands.run("\\errverbose", prompt);
    assertThat(prompt.shown.get(1)).startsWith("ERROR NAME: No such thing").contains("\tat ");
    Commands.run("\\q", prompt);
    assertThat(prompt.hasLeft).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "\\tming | Unknown command '\\tming' | Did you mean \\timing? \\? lists them",
        "\\zzzzzzzz | Unknown command '\\zzzzzzzz' | \\? lists them",
        "\\quit now | \\quit takes no argument, found 'now' | ",
        "\\timing maybe | \\timing expects on or off, found 'maybe' | ",
        "\\rows many | \\rows expects a whole number of at least 0, found 'many' | ",
        "\\rows -1 | \\rows expects a whole number of at least 0, found '-1' | ",
        "\\format xml | \\format expects one of table, auto, vertical, csv, tsv, json, markdown,"
            + " found 'xml' | ",
        "\\i | \\i expects a file | ",
        "\\help TRIAN | There is no help on 'TRIAN' | Did you mean 'TRAIN'? "
            + "\\? lists what there is help on"
      })
  void mistakesAreToldWithWhatIsAllowed(String line, String message, String hint) {
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> Commands.run(line, prompt))
        .satisfies(e -> assertThat(e.getMessage()).isEqualTo(message))
        .satisfies(e -> assertThat(e.hint()).isEqualTo(Optional.ofNullable(hint)));
  }

  @Test
  void commandsAndTheirArgumentsAreCompleted() {
    assertThat(proposed("\\")).contains("\\help", "\\timing", "\\quit");
    assertThat(proposed("\\ti")).containsExactly("\\timing");
    assertThat(proposed("\\timing ")).containsExactly("on", "off");
    assertThat(proposed("\\format j")).containsExactly("json");
    assertThat(proposed("\\help show m")).containsExactly("MODELS");
    assertThat(proposed("\\help s")).containsExactly("SAVE", "SELECT", "SET", "SHOW");
    assertThat(proposed("help tra")).containsExactly("TRAIN");
    assertThat(proposed("\\options ")).containsExactly("DeepCTR");
    assertThat(proposed("\\nonsense ")).isEmpty();
    assertThat(proposed("\\timing on o")).isEmpty();
  }

  private static List<String> proposed(String line) {
    return new CommandCompletion(Names::none)
        .complete(line, line.length()).proposals().stream().map(Proposal::text).toList();
  }

  /** Writes down what commands ask for. */
  private static final class RecordedPrompt implements Prompt {
    final Preferences preferences = new Preferences(ResultFormat.AUTO);
    final List<String> ran = new ArrayList<>();
    final List<String> shown = new ArrayList<>();
    final List<Duration> watched = new ArrayList<>();
    final ByteArrayOutputStream notes = new ByteArrayOutputStream();
    Optional<QuernException> failure = Optional.empty();
    boolean hasLeft;

    @Override
    public Preferences preferences() {
      return preferences;
    }

    @Override
    public void run(String statements) {
      ran.add(statements);
    }

    @Override
    public void watch(Duration interval) {
      watched.add(interval);
    }

    @Override
    public void show(String text) {
      shown.add(text);
    }

    @Override
    public PrintStream notes() {
      return new PrintStream(notes, true, StandardCharsets.UTF_8);
    }

    @Override
    public List<String> history() {
      return List.of("select 1;", "select 2 as two\n from t;");
    }

    @Override
    public Optional<QuernException> lastFailure() {
      return failure;
    }

    @Override
    public void leave() {
      hasLeft = true;
    }
  }
}
