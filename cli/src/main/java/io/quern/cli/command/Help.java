package io.quern.cli.command;

import io.quern.api.NearestName;
import io.quern.api.Option;
import io.quern.api.OptionSet;
import io.quern.parser.StatementForm;
import io.quern.planner.catalog.Trainable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code \help} shows, statement by statement and option by option. */
public final class Help {
  /** The algorithm that is meant where none is named: the first of the registry. */
  static final String ALGORITHM = Trainable.all().get(0).name();

  private static final int LINE = 100;

  private static final String KEYS =
      """

      Statements end with ; and may take any number of lines. \\G in place of ; shows one line a value.
      Tab completes, Up and Ctrl-R search what was typed, Ctrl-C cancels a statement, Ctrl-D leaves.
      """;

  private static final String SYNTAX =
      """
      In a syntax, words in capitals are yours to choose, [ ] may be left out, | parts what may stand there.
      """;

  private Help() {}

  /** Every command, then the keys. */
  static String ofCommands() {
    int width =
        Commands.all().stream().mapToInt(command -> command.usage().length()).max().orElse(0);
    String commands =
        Commands.all().stream()
            .map(command -> padded(command.usage(), width) + "  " + command.description() + "\n")
            .collect(Collectors.joining());
    return commands + KEYS + "\\help knows\n" + inLines(topics()) + SYNTAX;
  }

  private static String inLines(List<String> topics) {
    StringBuilder text = new StringBuilder();
    int length = 0;
    for (String topic : topics) {
      boolean isNew = length == 0 || length + topic.length() > LINE;
      text.append(length == 0 ? "  " : isNew ? ",\n  " : ", ").append(topic);
      length = isNew ? topic.length() : length + topic.length() + 2;
    }
    return text.append(".\n").toString();
  }

  /**
   * One statement: what it does, how it is written, an example; its options where it has some. All
   * whose first words are {@code topic}, where it is no whole one.
   */
  public static String of(String topic) {
    String name = topic.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
    List<StatementForm> meant =
        forms().filter(form -> form.title().equals(name)).findFirst().stream().toList();
    List<StatementForm> beginning =
        meant.isEmpty() ? forms().filter(f -> f.title().startsWith(name + " ")).toList() : meant;
    if (beginning.isEmpty()) {
      throw Commands.wrong("There is no help on '" + topic + "'")
          .withHint(
              NearestName.hint(name, topics()).map(hint -> hint + " ").orElse("")
                  + "\\? lists what there is help on");
    }
    return beginning.stream().map(Help::of).collect(Collectors.joining("\n"));
  }

  private static String of(StatementForm form) {
    String text =
        form.sentence()
            + "\n\n"
            + form.syntax().indent(2)
            + "\nExample:\n\n"
            + form.example().indent(2);
    return form == StatementForm.TRAIN ? text + optionsOfAll() : text;
  }

  private static Stream<StatementForm> forms() {
    return Arrays.stream(StatementForm.values());
  }

  /** What there is help on, as it is asked for: {@code SHOW MODELS}. */
  public static List<String> topics() {
    return forms().map(StatementForm::title).toList();
  }

  private static String optionsOfAll() {
    return Trainable.all().stream()
        .map(algorithm -> "\nOptions of " + algorithm.name() + ":\n\n" + told(algorithm.options()))
        .collect(Collectors.joining());
  }

  private static String told(OptionSet options) {
    int width =
        options.options().stream().mapToInt(option -> option.name().length()).max().orElse(0);
    return options.options().stream()
        .map(option -> told(option, width).indent(2))
        .collect(Collectors.joining());
  }

  /** One option: its range, its default, what it does. */
  public static String of(Option<?> option) {
    return told(option, option.name().length());
  }

  private static String told(Option<?> option, int width) {
    String indent = " ".repeat(width + 2);
    return "%s  %s; %s\n%s%s\n"
        .formatted(
            padded(option.name(), width),
            option.describeRange(),
            option.isRequired() ? "required" : "default: " + option.describeDefault(),
            indent,
            option.description());
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
