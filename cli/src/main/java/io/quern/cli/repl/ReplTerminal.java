package io.quern.cli.repl;

import static java.util.Objects.requireNonNull;

import io.quern.cli.output.Screen;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.impl.DefaultHighlighter;
import org.jline.reader.impl.InputRC;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;

/** The terminal of this process and what it can do. Confined to the thread that types. */
final class ReplTerminal implements AutoCloseable {
  private static final int HISTORY_LINES = 10_000;
  private static final String CONTINUATION = "    -> ";

  private final Terminal terminal;
  private final Map<String, String> environment;
  private final boolean isErrorOnScreen;

  private ReplTerminal(
      Terminal terminal, Map<String, String> environment, boolean isErrorOnScreen) {
    this.terminal = requireNonNull(terminal, "terminal is null");
    this.environment = Map.copyOf(environment);
    this.isErrorOnScreen = isErrorOnScreen;
  }

  /**
   * Opens it; a dumb one where it can do nothing.
   *
   * @param isErrorOnScreen whether the error stream is the terminal too
   */
  static ReplTerminal open(boolean isErrorOnScreen) {
    try {
      Terminal terminal =
          TerminalBuilder.builder()
              .name("quern")
              .system(true)
              .dumb(true)
              .ffm(false) // not before JDK 22
              .encoding(StandardCharsets.UTF_8)
              .build();
      return new ReplTerminal(terminal, System.getenv(), isErrorOnScreen);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An editor of lines with the history and the keys of the prompt. */
  LineReader reader(Completer completer) {
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .appName("quern")
            .terminal(terminal)
            .parser(new LineParser())
            .completer(completer)
            .completionMatcher(new AsProposed())
            .highlighter(isColoured() ? new SqlHighlighter() : new DefaultHighlighter())
            .history(new PrivateHistory())
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUATION)
            .variable(LineReader.HISTORY_SIZE, HISTORY_LINES)
            .variable(LineReader.HISTORY_FILE_SIZE, HISTORY_LINES)
            .option(Option.DISABLE_EVENT_EXPANSION, true) // "!=" is no event
            .option(Option.CASE_INSENSITIVE, true)
            .option(Option.HISTORY_TIMESTAMPED, false);
    Path home = Path.of(System.getProperty("user.home"));
    PrivateHistory.file(environment, home)
        .ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
    LineReader reader = builder.build();
    bindKeys(reader, home);
    return reader;
  }

  /** The keys that a person has chosen for every program: vi's, for example. */
  private void bindKeys(LineReader reader, Path home) {
    String given = environment.getOrDefault("INPUTRC", "");
    Path settings = given.isEmpty() ? home.resolve(".inputrc") : Path.of(given);
    try (Reader text = Files.newBufferedReader(settings)) {
      InputRC.configure(reader, text);
    } catch (IOException e) {
      // There are none: Emacs' keys.
    }
  }

  void onSignal(Signal signal, Runnable action) {
    terminal.handle(signal, received -> action.run());
  }

  /** What progress and errors are written to, as wide as it is now. */
  Screen screen() {
    return isDumb() || !isErrorOnScreen
        ? Screen.none()
        : new Screen(terminal.getWidth(), isColoured());
  }

  /** In lines. */
  int height() {
    return terminal.getHeight();
  }

  /**
   * What shows long texts: {@code $PAGER}, else {@code less}, if there is one and it can be used.
   */
  Optional<String> pager() {
    if (isDumb() || height() == 0) {
      return Optional.empty();
    }
    String pager = environment.getOrDefault("PAGER", "less");
    return pager.isBlank() || pager.equals("less") && !isOnPath("less")
        ? Optional.empty()
        : Optional.of(pager);
  }

  private boolean isOnPath(String program) {
    return Stream.of(environment.getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private boolean isDumb() {
    return terminal.getType().startsWith(Terminal.TYPE_DUMB);
  }

  private boolean isColoured() {
    return !isDumb() && Screen.takesColours(environment);
  }

  @Override
  public void close() throws IOException {
    terminal.close();
  }
}
