package io.quern.cli.command;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import io.quern.cli.complete.Completion;
import io.quern.cli.complete.Names;
import io.quern.cli.complete.Paths;
import io.quern.cli.complete.Proposal;
import io.quern.cli.complete.Proposal.Group;
import io.quern.cli.output.ResultFormat;
import io.quern.parser.StatementForm;
import io.quern.planner.catalog.Trainable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Completes commands and their arguments. */
public final class CommandCompletion {
  private final Supplier<Names> names;

  /**
   * @param names asked anew each time
   */
  public CommandCompletion(Supplier<Names> names) {
    this.names = requireNonNull(names, "names is null");
  }

  /** What may stand at {@code cursor} of the command that {@code line} is. */
  public Completion complete(String line, int cursor) {
    int start = wordStart(line, cursor);
    String word = line.substring(start, cursor).toLowerCase(Locale.ROOT);
    Stream<Proposal> possible =
        line.substring(0, start).isBlank()
            ? commands()
            : arguments(line.substring(0, start).strip(), line.substring(start, cursor));
    return new Completion(
        start,
        possible
            .filter(proposal -> proposal.text().toLowerCase(Locale.ROOT).startsWith(word))
            .toList());
  }

  /** Words of commands end at blanks. */
  public static int wordStart(String line, int cursor) {
    int start = cursor;
    while (start > 0 && !Character.isWhitespace(line.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static Stream<Proposal> commands() {
    return Commands.all().stream()
        .map(
            command ->
                new Proposal(
                    Group.COMMAND,
                    "\\" + command.name(),
                    command.description(),
                    !command.argument().isEmpty()));
  }

  private Stream<Proposal> arguments(String before, String word) {
    String[] words = before.split("\\s+");
    Command command;
    try {
      command = Commands.named(Commands.name(words[0]));
    } catch (QuernException e) {
      return Stream.empty();
    }
    if (words.length > 1 && command.completes() != Command.Argument.TOPIC) {
      return Stream.empty();
    }
    return switch (command.completes()) {
      case NONE, TEXT -> Stream.empty();
      case TOPIC -> topics(words);
      case TABLE -> values(names.get().tables());
      case ALGORITHM -> values(Trainable.all().stream().map(Trainable::name).toList());
      case FORMAT -> values(ResultFormat.names());
      case SWITCH -> values(List.of("on", "off"));
      case FILE -> Paths.below(word, "");
      case MODEL -> Paths.models(word, "");
    };
  }

  /** Topics of two words are completed a word at a time; the last word is told what it is. */
  private static Stream<Proposal> topics(String[] words) {
    String given = String.join(" ", List.of(words).subList(1, words.length));
    String before = given.isEmpty() ? "" : given.toUpperCase(Locale.ROOT) + " ";
    Map<String, String> sentences = new LinkedHashMap<>();
    for (StatementForm form : StatementForm.values()) {
      if (form.title().startsWith(before)) {
        String rest = form.title().substring(before.length());
        boolean isLast = !rest.contains(" ");
        String word = isLast ? rest : rest.substring(0, rest.indexOf(' '));
        sentences.merge(word, isLast ? form.sentence() : "", (one, other) -> "");
      }
    }
    return sentences.entrySet().stream()
        .map(topic -> new Proposal(Group.VALUE, topic.getKey(), topic.getValue(), true));
  }

  private static Stream<Proposal> values(List<String> texts) {
    return texts.stream().map(text -> new Proposal(Group.VALUE, text, "", true));
  }
}
