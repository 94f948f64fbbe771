package io.quern.notebooks.kernel;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quern.cli.command.Help;
import io.quern.notebooks.display.MimeBundle;
import io.quern.notebooks.protocol.Json;
import io.quern.parser.Lexeme;
import io.quern.parser.Lexeme.Kind;
import io.quern.parser.Lexemes;
import io.quern.planner.catalog.Trainable;
import io.quern.planner.catalog.Trainable.ColumnFunction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the word at the cursor is: an option, a function of the COLUMNS clause, an algorithm, a
 * statement, a table, a function of Spark's.
 */
final class Inspection implements Handler {
  private static final List<String> TRAINING = List.of("TRAIN", "RUN");

  private final KernelSession session;
  private final SparkFunctions functions;

  Inspection(KernelSession session) {
    this.session = requireNonNull(session, "session is null");
    this.functions = new SparkFunctions(session);
  }

  @Override
  public void handle(Request request) {
    String code = request.content().path("code").asText();
    int cursor = CodePoints.toOffset(code, request.content().path("cursor_pos").asInt());
    Optional<String> told = describe(code, cursor);
    ObjectNode content = Replies.ok().put("found", told.isPresent());
    content.set("data", told.map(MimeBundle::plain).map(Bundles::json).orElseGet(Json::object));
    content.set("metadata", Json.object());
    request.reply(content);
  }

  private Optional<String> describe(String code, int cursor) {
    List<Lexeme> lexemes = Lexemes.of(code);
    Optional<Lexeme> word = word(lexemes, cursor);
    if (word.isEmpty()) {
      return Optional.empty();
    }
    List<Lexeme> statement = statement(lexemes, word.get());
    String name = word.get().image().replace("`", "");
    Stream<Function<String, Optional<String>>> sources =
        Stream.of(
            n -> ofTraining(n, statement),
            Inspection::algorithm,
            n -> topic(word.get(), statement),
            this::table,
            functions::describe);
    return sources.flatMap(source -> source.apply(name).stream()).findFirst();
  }

  /** The word that the cursor touches, or the last one in front of it. */
  private static Optional<Lexeme> word(List<Lexeme> lexemes, int cursor) {
    return lexemes.stream()
        .filter(lexeme -> lexeme.kind() == Kind.WORD || lexeme.kind() == Kind.QUOTED_NAME)
        .filter(lexeme -> lexeme.start() <= cursor)
        .reduce((first, second) -> second);
  }

  /** The lexemes between the semicolons around {@code word}. */
  private static List<Lexeme> statement(List<Lexeme> lexemes, Lexeme word) {
    int begin =
        lexemes.stream()
            .filter(lexeme -> lexeme.isSymbol(";") && lexeme.start() < word.start())
            .mapToInt(Lexeme::end)
            .max()
            .orElse(0);
    return lexemes.stream()
        .filter(lexeme -> lexeme.start() >= begin && lexeme.kind() != Kind.COMMENT)
        .takeWhile(lexeme -> !lexeme.isSymbol(";"))
        .toList();
  }

  private static Optional<String> ofTraining(String name, List<Lexeme> statement) {
    boolean trains =
        statement.stream().anyMatch(lexeme -> TRAINING.stream().anyMatch(lexeme::isWord));
    return trains
        ? algorithms(statement)
            .flatMap(
                algorithm ->
                    Stream.concat(
                        algorithm.options().find(name).map(Help::of).stream(),
                        algorithm.function(name).map(Inspection::told).stream()))
            .findFirst()
        : Optional.empty();
  }

  /** The one that the statement names; all where it names none yet. */
  private static Stream<Trainable> algorithms(List<Lexeme> statement) {
    List<Trainable> named =
        Trainable.all().stream()
            .filter(a -> statement.stream().anyMatch(lexeme -> lexeme.isWord(a.name())))
            .toList();
    return named.isEmpty() ? Trainable.all().stream() : named.stream();
  }

  private static String told(ColumnFunction function) {
    String arguments =
        function.arguments().options().stream().map(Help::of).collect(Collectors.joining());
    return function.name() + ": " + function.description() + "\n\n" + arguments;
  }

  private static Optional<String> algorithm(String name) {
    return Trainable.all().stream()
        .filter(algorithm -> algorithm.name().equalsIgnoreCase(name))
        .map(
            algorithm ->
                "%s: %s\n\nSHOW OPTIONS FOR %s lists what it can be told."
                    .formatted(algorithm.name(), algorithm.description(), algorithm.name()))
        .findFirst();
  }

  /** Help on the statement where the cursor is on one of its leading words. */
  private static Optional<String> topic(Lexeme word, List<Lexeme> statement) {
    int place = statement.indexOf(word);
    for (int words = 2; words > place && words > 0; words--) {
      String leading =
          statement.stream()
              .limit(words)
              .map(lexeme -> lexeme.image().toUpperCase(Locale.ROOT))
              .collect(Collectors.joining(" "));
      if (Help.topics().contains(leading)) {
        return Optional.of(Help.of(leading));
      }
    }
    return Optional.empty();
  }

  private Optional<String> table(String name) {
    boolean isTable = session.names().tables().stream().anyMatch(name::equalsIgnoreCase);
    return isTable
        ? Optional.of(
            session.names().columns(name).stream()
                .map(column -> "  " + column.name() + " " + column.type() + "\n")
                .collect(Collectors.joining("", "Table " + name + "\n\n", "")))
        : Optional.empty();
  }
}
