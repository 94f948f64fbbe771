package io.quern.cli.complete;

import io.quern.api.Option;
import io.quern.api.OptionSet;
import io.quern.api.OptionType;
import io.quern.cli.complete.Names.Column;
import io.quern.cli.complete.Proposal.Group;
import io.quern.parser.Lexeme;
import io.quern.parser.Lexeme.Kind;
import io.quern.planner.catalog.Trainable;
import io.quern.planner.catalog.Trainable.ColumnFunction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the parser of the dialect expects, turned into names and words. */
final class DialectProposals {
  private static final List<String> FORMATS =
      List.of("parquet", "csv", "json", "orc", "text", "avro", "delta");

  private final Cursor cursor;
  private final Names names;
  private final List<Trainable> algorithms;

  DialectProposals(Cursor cursor, Names names, List<Trainable> algorithms) {
    this.cursor = cursor;
    this.names = names;
    this.algorithms = algorithms;
  }

  /**
   * @param expected as {@link io.quern.parser.DialectParser#expectedTokens} tells it
   */
  List<Proposal> of(List<String> expected) {
    return expected.stream().flatMap(this::of).toList();
  }

  private Stream<Proposal> of(String expected) {
    return switch (expected) {
      case "an algorithm name" -> algorithms();
      case "an option name", "an option name or ')'", "an option name or '('" -> optionNames();
      case "a value" -> values();
      case "a table name", "a table name or a query in parentheses" -> tables();
      case "a mode or a table name" ->
          Stream.concat(
              Stream.of("OVERWRITE", "APPEND", "IGNORE", "ERRORIFEXISTS").map(this::keyword),
              tables());
      case "a column name" -> columns();
      case "a column or an argument" -> Stream.concat(columns(), arguments());
      case "an argument" -> arguments();
      case "a function name" -> functions();
      case "a format" -> FORMATS.stream().map(f -> Proposal.beginning(Group.VALUE, f, ""));
      case "a path in back-quotes" -> cursor.isBehind(".") ? paths("`") : Stream.empty();
      case "a path in quotes", "a path in quotes or a format" -> paths("'");
      default -> isKeyword(expected) ? Stream.of(keyword(expected)) : Stream.empty();
    };
  }

  /** Signs are quicker to type than to choose. */
  private static boolean isKeyword(String expected) {
    return expected.chars().allMatch(Character::isUpperCase);
  }

  private Proposal keyword(String word) {
    return Proposal.of(Group.KEYWORD, word);
  }

  private Stream<Proposal> algorithms() {
    return algorithms.stream()
        .map(
            algorithm ->
                namesPath()
                    ? Proposal.beginning(
                        Group.ALGORITHM, algorithm.name() + ".`", algorithm.description())
                    : Proposal.of(Group.ALGORITHM, algorithm.name(), algorithm.description()));
  }

  /** Whether the algorithm's path follows: everywhere but in SHOW. */
  private boolean namesPath() {
    return cursor.lexemes().stream().noneMatch(lexeme -> lexeme.isWord("FOR"));
  }

  /** A word without a quote is no path. */
  private Stream<Proposal> paths(String quote) {
    String opening = cursor.quote();
    if (opening.isEmpty() && !cursor.word().isEmpty()) {
      return Stream.empty();
    }
    String typed = cursor.word().substring(opening.length());
    String around = opening.isEmpty() ? quote : opening;
    return isOfFiles() ? Paths.below(typed, around) : Paths.models(typed, around);
  }

  /** LOAD, SAVE and INCLUDE name files; every other statement's path is that of a model. */
  private boolean isOfFiles() {
    Lexeme first = cursor.lexemes().get(0);
    return first.isWord("LOAD") || first.isWord("SAVE") || first.isWord("INCLUDE");
  }

  private Stream<Proposal> tables() {
    return names.tables().stream().map(table -> Proposal.of(Group.TABLE, Quoted.name(table)));
  }

  private Stream<Proposal> columns() {
    return sourceColumns()
        .map(column -> Proposal.of(Group.COLUMN, Quoted.name(column.name()), column.type()));
  }

  private Stream<Column> sourceColumns() {
    return TableNames.of(cursor.statement()).all().stream()
        .flatMap(table -> names.columns(table).stream());
  }

  /** The algorithm that stands in front of the path. */
  private Optional<Trainable> algorithm() {
    return algorithms.stream()
        .filter(
            algorithm ->
                cursor.statement().stream().anyMatch(lexeme -> lexeme.isWord(algorithm.name())))
        .findFirst();
  }

  private Stream<Option<?>> options() {
    return algorithm()
        .filter(a -> trains())
        .map(Trainable::options)
        .map(OptionSet::options)
        .stream()
        .flatMap(List::stream);
  }

  private boolean trains() {
    return cursor.lexemes().stream().anyMatch(l -> l.isWord("TRAIN") || l.isWord("RUN"));
  }

  /** Those that are not given yet. */
  private Stream<Proposal> optionNames() {
    if (!trains()) {
      return algorithm().isPresent()
          ? Stream.of(Proposal.of(Group.OPTION, "version", "the model's version, or newest"))
          : Stream.empty();
    }
    return options()
        .filter(option -> cursor.statement().stream().noneMatch(l -> isGiven(l, option)))
        .map(option -> Proposal.of(Group.OPTION, option.name(), told(option)));
  }

  private boolean isGiven(Lexeme lexeme, Option<?> option) {
    boolean isUnderTheCursor = lexeme.start() >= cursor.before().length();
    return lexeme.isWord(option.name()) && !isUnderTheCursor;
  }

  private static String told(Option<?> option) {
    return option.describeRange() + "; " + option.describeDefault();
  }

  private Stream<Proposal> values() {
    Optional<String> name = cursor.previous(2).map(Lexeme::image);
    if (name.isEmpty()) {
      return Stream.empty();
    }
    return cursor.isBehind("=>")
        ? argumentSet().flatMap(set -> set.find(name.get())).stream().flatMap(this::values)
        : options()
            .filter(option -> option.name().equalsIgnoreCase(unquoted(name.get())))
            .flatMap(this::values);
  }

  private Stream<Proposal> values(Option<?> option) {
    OptionType<?> type = option.type();
    if (type == OptionType.BOOLEAN) {
      return type.words().stream().map(word -> value(word, option));
    }
    if (!type.words().isEmpty()) {
      return type.words().stream().map(word -> value(quoted(word), option));
    }
    if (type == OptionType.TABLE) {
      return names.tables().stream().map(table -> Proposal.of(Group.TABLE, quoted(table)));
    }
    if (type == OptionType.NAMES) {
      return listedColumns();
    }
    if (type == OptionType.COLUMN) {
      return sourceColumns()
          .map(column -> Proposal.of(Group.COLUMN, quoted(column.name()), column.type()));
    }
    return option.defaultValue().isPresent()
        ? Stream.of(Proposal.of(Group.VALUE, plain(option.describeDefault()), "the default"))
        : Stream.empty();
  }

  private static Proposal value(String text, Option<?> option) {
    String bare = unquoted(text);
    return Proposal.of(
        Group.VALUE, text, bare.equals(option.describeDefault()) ? "the default" : "");
  }

  /** One more column behind the commas that are there. */
  private Stream<Proposal> listedColumns() {
    int comma = cursor.word().lastIndexOf(',') + 1;
    String listed = cursor.word().substring(0, comma);
    String quote = cursor.quote().isEmpty() ? "'" : cursor.quote();
    return sourceColumns()
        .map(
            column ->
                Proposal.beginning(
                    Group.COLUMN,
                    (listed.isEmpty() ? quote : listed) + column.name(),
                    column.type()));
  }

  private String quoted(String word) {
    String quote = cursor.quote().isEmpty() ? "'" : cursor.quote();
    return quote + word + quote;
  }

  /** Numbers stand bare, all else in quotes. */
  private String plain(String text) {
    return text.matches("-?[0-9.]+") ? text : quoted(text);
  }

  private static String unquoted(String text) {
    return text.replaceAll("['\"`]", "");
  }

  private Stream<Proposal> functions() {
    return algorithm().map(Trainable::functions).stream()
        .flatMap(List::stream)
        .map(f -> Proposal.beginning(Group.FUNCTION, f.name() + "(", f.description()));
  }

  private Stream<Proposal> arguments() {
    return argumentSet().map(OptionSet::options).stream()
        .flatMap(List::stream)
        .map(argument -> Proposal.of(Group.OPTION, argument.name() + " =>", told(argument)));
  }

  /** Of the function whose parenthesis is open at the cursor. */
  private Optional<OptionSet> argumentSet() {
    List<Lexeme> lexemes = cursor.lexemes();
    int depth = 0;
    for (int i = lexemes.size() - 1; i > 0; i--) {
      depth += lexemes.get(i).isSymbol(")") ? 1 : lexemes.get(i).isSymbol("(") ? -1 : 0;
      if (depth < 0 && lexemes.get(i - 1).kind() == Kind.WORD) {
        String function = lexemes.get(i - 1).image().toLowerCase(Locale.ROOT);
        return algorithm().flatMap(a -> a.function(function)).map(ColumnFunction::arguments);
      }
    }
    return Optional.empty();
  }
}
