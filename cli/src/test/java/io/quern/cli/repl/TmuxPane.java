package io.quern.cli.repl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program in a terminal of its own: what tmux, with a server and a socket of its own, shows and
 * is sent keys for.
 */
public final class TmuxPane implements AutoCloseable {
  public static final int COLUMNS = 150;
  private static final int LINES = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path socket;
  private final Path exit;

  private TmuxPane(Path folder) {
    this.socket = folder.resolve("tmux");
    this.exit = folder.resolve("exit");
  }

  public static boolean isInstalled() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "tmux")));
  }

  /**
   * Starts {@code command}.
   *
   * @param folder working directory, for the socket too
   */
  public static TmuxPane start(Path folder, Map<String, String> environment, List<String> command) {
    TmuxPane pane = new TmuxPane(folder);
    try {
      Path settings =
          Files.writeString(
              folder.resolve("tmux.conf"),
              """
              set -g remain-on-exit on
              set -g history-limit 10000
              set -g default-terminal screen-256color
              set -sg escape-time 0
              """);
      Path script = folder.resolve("command.sh");
      // tmux itself sometimes loses the exit code; Ctrl-C is for the program, not for the shell.
      StringBuilder lines = new StringBuilder("trap : INT\nenv");
      environment.forEach((name, value) -> lines.append(' ').append(quoted(name + "=" + value)));
      command.forEach(word -> lines.append(' ').append(quoted(word)));
      lines.append("\necho $? > exit.new && mv exit.new ").append(quoted(pane.exit.toString()));
      Files.writeString(script, lines.append('\n'));
      pane.tmux(
          "-f",
          settings.toString(),
          "new-session",
          "-d",
          "-x",
          Integer.toString(COLUMNS),
          "-y",
          Integer.toString(LINES),
          "-c",
          folder.toString(),
          "sh " + quoted(script.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pane;
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** Types the text as it is. */
  void type(String text) {
    // A semicolon at the end of an argument would separate commands of tmux.
    tmux("send-keys", "-l", text.replaceFirst(";$", "\\\\;"));
  }

  /** Presses a key by tmux' name for it: {@code Enter}, {@code Tab}, {@code C-c}. */
  public void press(String key) {
    tmux("send-keys", key);
  }

  public void enter(String line) {
    type(line);
    press("Enter");
  }

  /** All that was printed, blanks at the ends of lines left out. */
  public String screen() {
    return tmux("capture-pane", "-p", "-S", "-").stripTrailing();
  }

  /** The same with lines as they were printed, those that were too long for the screen too. */
  public List<String> lines() {
    return tmux("capture-pane", "-p", "-J", "-S", "-")
        .stripTrailing()
        .lines()
        .map(String::stripTrailing)
        .toList();
  }

  public String awaitText(String text) {
    return awaitPattern(Pattern.quote(text));
  }

  /** Waits until the pattern is found. */
  public String awaitPattern(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return until(() -> compiled.matcher(screen()).find(), pattern);
  }

  /** Waits until the last line that is not empty is that text: a prompt, for example. */
  public String awaitLastLine(String line) {
    return until(() -> screen().endsWith("\n" + line) || screen().equals(line), line);
  }

  private String until(java.util.concurrent.Callable<Boolean> condition, String what) {
    try {
      await().atMost(PATIENCE).until(condition);
    } catch (RuntimeException e) {
      throw new AssertionError("Not shown: " + what + "\n" + screen(), e);
    }
    return screen();
  }

  /** Waits for the end and returns the program's exit code. */
  public int awaitExit() {
    until(() -> Files.exists(exit), "the end");
    try {
      return Integer.parseInt(Files.readString(exit).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String tmux(String... arguments) {
    List<String> command = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(command + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    tmux("kill-server");
  }
}
