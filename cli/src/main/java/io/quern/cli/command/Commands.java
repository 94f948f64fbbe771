package io.quern.cli.command;

import io.quern.api.ErrorCode;
import io.quern.api.NearestName;
import io.quern.api.QuernException;
import io.quern.cli.command.Command.Argument;
import io.quern.cli.output.ResultFormat;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The commands of the prompt. */
public final class Commands {
  private static final List<Command> ALL =
      List.of(
          new Command("?", "", Argument.NONE, "lists the commands", Commands::help),
          new Command(
              "help",
              "[STATEMENT]",
              Argument.TOPIC,
              "syntax, options and an example of a statement",
              Commands::help),
          new Command(
              "d", "[TABLE]", Argument.TABLE, "tables and views, or columns", Commands::describe),
          new Command(
              "models", "PATH", Argument.MODEL, "the models at or below a path", Commands::models),
          new Command(
              "options",
              "[ALGORITHM]",
              Argument.ALGORITHM,
              "what TRAIN can be told",
              Commands::options),
          new Command(
              "format",
              "[NAME]",
              Argument.FORMAT,
              "how results are written: " + String.join(", ", ResultFormat.names()),
              Commands::format),
          new Command(
              "x", "", Argument.NONE, "turns one line a value on and off", Commands::turnFormat),
          new Command(
              "rows", "N", Argument.TEXT, "shows N rows of a result, 0 all", Commands::rows),
          new Command(
              "pager",
              "[on|off]",
              Argument.SWITCH,
              "long results through $PAGER, or less",
              Commands::pager),
          new Command(
              "timing",
              "[on|off]",
              Argument.SWITCH,
              "says how long statements take",
              Commands::timing),
          new Command(
              "o",
              "[FILE]",
              Argument.FILE,
              "results to a file; without one, to the screen again",
              Commands::output),
          new Command(
              "i", "FILE", Argument.FILE, "runs the statements of a file", Commands::include),
          new Command(
              "watch",
              "[SECONDS]",
              Argument.TEXT,
              "runs the last statement every 2 seconds, until Ctrl-C",
              Commands::watch),
          new Command(
              "errverbose",
              "",
              Argument.NONE,
              "the last error once more, with its stack trace",
              Commands::lastFailure),
          new Command(
              "history",
              "[TEXT]",
              Argument.TEXT,
              "what was typed, with that text in it",
              Commands::history),
          new Command(
              "quit",
              "",
              Argument.NONE,
              "leaves, as Ctrl-D does",
              (prompt, ignored) -> prompt.leave()));

  /** No statement begins so. */
  private static final Pattern BARE_HELP =
      Pattern.compile("\\s*(help|\\?)(\\s.*)?;?\\s*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Commands() {}

  static List<Command> all() {
    return ALL;
  }

  /** Whether a line is a command and no SQL; help is found without a backslash too. */
  public static boolean isCommand(String line) {
    return line.stripLeading().startsWith("\\") || BARE_HELP.matcher(line).matches();
  }

  /** The command's name in the first word of a line. */
  static String name(String word) {
    return word.replaceFirst("^\\\\", "").replaceFirst(";$", "");
  }

  /**
   * Runs the command that {@code line} is.
   *
   * @throws QuernException PARSE, for an unknown command or an argument that it cannot use
   */
  public static void run(String line, Prompt prompt) {
    String[] words = line.strip().split("\\s+", 2);
    String argument = words.length == 1 ? "" : words[1].strip().replaceFirst("\\s*;$", "");
    Command command = named(name(words[0]));
    if (command.completes() == Argument.NONE && !argument.isEmpty()) {
      throw wrong("\\" + command.name() + " takes no argument, found '" + argument + "'");
    }
    command.action().run(prompt, argument);
  }

  static Command named(String name) {
    String meant = name.equals("q") ? "quit" : name;
    return ALL.stream()
        .filter(command -> command.name().equals(meant.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static QuernException unknown(String name) {
    List<String> names = ALL.stream().map(Command::name).toList();
    Optional<String> nearest = NearestName.of(name, names);
    String hint =
        nearest.map(meant -> "Did you mean \\" + meant + "? ").orElse("") + "\\? lists them";
    return wrong("Unknown command '\\" + name + "'").withHint(hint);
  }

  static QuernException wrong(String message) {
    return new QuernException(ErrorCode.PARSE, message);
  }

  private static void help(Prompt prompt, String topic) {
    prompt.show(topic.isEmpty() ? Help.ofCommands() : Help.of(topic));
  }

  private static void describe(Prompt prompt, String table) {
    prompt.run(table.isEmpty() ? "show tables;" : "describe table " + table + ";");
  }

  private static void models(Prompt prompt, String path) {
    prompt.run("show models in '" + required("models", "a path", path).replace("'", "''") + "';");
  }

  private static void options(Prompt prompt, String algorithm) {
    prompt.run("show options for " + (algorithm.isEmpty() ? Help.ALGORITHM : algorithm) + ";");
  }

  private static void format(Prompt prompt, String name) {
    if (!name.isEmpty()) {
      prompt
          .preferences()
          .format(
              ResultFormat.named(name)
                  .orElseThrow(
                      () ->
                          wrong(
                              "\\format expects one of %s, found '%s'"
                                  .formatted(String.join(", ", ResultFormat.names()), name))));
    }
    prompt.notes().println("Format is " + prompt.preferences().format());
  }

  private static void turnFormat(Prompt prompt, String ignored) {
    prompt.preferences().turnFormat();
    prompt.notes().println("Format is " + prompt.preferences().format());
  }

  private static void rows(Prompt prompt, String number) {
    int rows = wholeNumber("rows", number);
    prompt.preferences().rows(rows);
    prompt
        .notes()
        .println(rows == 0 ? "All rows are shown" : "At most " + rows + " rows are shown");
  }

  private static void pager(Prompt prompt, String onOrOff) {
    Preferences preferences = prompt.preferences();
    turn("pager", onOrOff, preferences.pager(), preferences::pager);
    prompt.notes().println("Pager is " + (preferences.pager() ? "on" : "off"));
  }

  private static void timing(Prompt prompt, String onOrOff) {
    Preferences preferences = prompt.preferences();
    turn("timing", onOrOff, preferences.timing(), preferences::timing);
    prompt.notes().println("Timing is " + (preferences.timing() ? "on" : "off"));
  }

  /** On, off, or the other way round. */
  private static void turn(
      String command, String word, boolean isOn, Consumer<Boolean> preference) {
    switch (word.toLowerCase(Locale.ROOT)) {
      case "on" -> preference.accept(true);
      case "off" -> preference.accept(false);
      case "" -> preference.accept(!isOn);
      default -> throw wrong("\\" + command + " expects on or off, found '" + word + "'");
    }
  }

  private static void output(Prompt prompt, String file) {
    prompt.preferences().output(file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file)));
    prompt.notes().println("Results go to " + (file.isEmpty() ? "the screen" : file));
  }

  private static void include(Prompt prompt, String file) {
    Path path = Path.of(required("i", "a file", file)).toAbsolutePath().normalize();
    prompt.run("include 'file://" + path.toString().replace("'", "''") + "';");
  }

  private static void watch(Prompt prompt, String seconds) {
    int interval = seconds.isEmpty() ? 2 : wholeNumber("watch", seconds);
    prompt.watch(Duration.ofSeconds(Math.max(1, interval)));
  }

  private static void lastFailure(Prompt prompt, String ignored) {
    Optional<QuernException> failure = prompt.lastFailure();
    if (failure.isEmpty()) {
      prompt.notes().println("There was no error");
      return;
    }
    StringWriter text = new StringWriter();
    failure.get().printStackTrace(new PrintWriter(text, true));
    prompt.show(text.toString());
  }

  private static void history(Prompt prompt, String part) {
    List<String> lines = prompt.history();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT))) {
        String line = lines.get(i).replace("\n", "\n       ");
        text.append(String.format(Locale.ROOT, "%5d  %s%n", i + 1, line));
      }
    }
    prompt.show(text.toString());
  }

  private static String required(String command, String what, String argument) {
    if (argument.isEmpty()) {
      throw wrong("\\" + command + " expects " + what);
    }
    return argument;
  }

  private static int wholeNumber(String command, String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw wrong("\\" + command + " expects a whole number of at least 0, found '" + text + "'");
  }
}
