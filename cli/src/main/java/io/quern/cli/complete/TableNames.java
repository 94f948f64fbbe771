package io.quern.cli.complete;

import io.quern.parser.Keywords;
import io.quern.parser.Lexeme;
import io.quern.parser.Lexeme.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables that a statement, whole or not, names. */
final class TableNames {
  /** Behind these words stands a table. */
  private static final Set<String> BEFORE_TABLE =
      Set.of("FROM", "JOIN", "TRAIN", "RUN", "PREDICT", "TABLE", "UPDATE", "INTO");

  private final List<Lexeme> lexemes;
  private final Map<String, String> byAlias = new LinkedHashMap<>();
  private final List<String> tables = new ArrayList<>();
  private int next;

  private TableNames(List<Lexeme> lexemes) {
    this.lexemes = lexemes;
  }

  static TableNames of(List<Lexeme> statement) {
    TableNames names = new TableNames(statement);
    names.read();
    return names;
  }

  static boolean isDueAfter(Lexeme lexeme) {
    return lexeme.kind() == Kind.WORD
        && BEFORE_TABLE.contains(lexeme.image().toUpperCase(Locale.ROOT));
  }

  /** In the order of the statement. */
  List<String> all() {
    return tables;
  }

  /** The table that {@code name}, an alias or the table's own name, stands for. */
  Optional<String> named(String name) {
    return Optional.ofNullable(byAlias.get(name.toLowerCase(Locale.ROOT)));
  }

  private void read() {
    while (next < lexemes.size()) {
      boolean isDue = isDueAfter(lexemes.get(next));
      next++;
      if (isDue) {
        readList();
      }
    }
  }

  private void readList() {
    while (readTable() && next < lexemes.size() && lexemes.get(next).isSymbol(",")) {
      next++;
    }
  }

  private boolean readTable() {
    List<String> parts = new ArrayList<>();
    while (next < lexemes.size() && isName(lexemes.get(next))) {
      parts.add(lexemes.get(next++).image());
      if (next == lexemes.size() || !lexemes.get(next).isSymbol(".")) {
        break;
      }
      next++;
    }
    if (parts.isEmpty()) {
      return false;
    }
    String table = String.join(".", parts);
    tables.add(table);
    byAlias.put(unquoted(parts.get(parts.size() - 1)), table);
    readAlias().ifPresent(alias -> byAlias.put(alias, table));
    return true;
  }

  private Optional<String> readAlias() {
    if (next < lexemes.size() && lexemes.get(next).isWord("AS")) {
      next++;
    }
    return next < lexemes.size() && isName(lexemes.get(next))
        ? Optional.of(unquoted(lexemes.get(next++).image()))
        : Optional.empty();
  }

  private static boolean isName(Lexeme lexeme) {
    return lexeme.kind() == Kind.QUOTED_NAME
        || lexeme.kind() == Kind.WORD && !Keywords.contains(lexeme.image());
  }

  private static String unquoted(String name) {
    return name.replace("`", "").toLowerCase(Locale.ROOT);
  }
}
