package io.quern.cli.complete;

import io.quern.cli.complete.Names.Column;
import io.quern.cli.complete.Proposal.Group;
import io.quern.parser.Keywords;
import io.quern.parser.Lexeme;
import io.quern.parser.Lexeme.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Statements of Spark, and queries inside ours: by the words in front of the cursor. */
final class QueryProposals {
  /** Words of which one thing follows. */
  private static final Set<String> DESCRIBED = Set.of("DESCRIBE", "DESC", "EXTENDED");

  /** Functions whose first argument is the path of a model. */
  private static final Set<String> MODEL_FUNCTIONS = Set.of("PREDICT", "EMBEDDINGS", "FEATURE_KEY");

  private static final Set<String> SHOWN =
      Set.of("TABLES", "VIEWS", "DATABASES", "FUNCTIONS", "COLUMNS", "CREATE", "TBLPROPERTIES");

  private final Cursor cursor;
  private final Names names;

  QueryProposals(Cursor cursor, Names names) {
    this.cursor = cursor;
    this.names = names;
  }

  List<Proposal> all() {
    Optional<Lexeme> previous = cursor.previous(1);
    if (previous.isEmpty()) {
      return List.of();
    }
    if (cursor.quote().equals("'") || cursor.quote().equals("\"")) {
      return isModelDue() ? models() : List.of(); // other text nobody can guess
    }
    if (previous.get().isSymbol(".")) {
      return behindDot();
    }
    if (previous.get().isWord("SHOW")) {
      return SHOWN.stream().sorted().map(word -> Proposal.of(Group.KEYWORD, word)).toList();
    }
    if (isTableDue(previous.get())) {
      return tables().toList();
    }
    List<Proposal> all = new ArrayList<>();
    columns().forEach(all::add);
    if (!cursor.word().isEmpty()) {
      names.functions().stream()
          .map(function -> Proposal.beginning(Group.FUNCTION, function + "(", ""))
          .forEach(all::add);
    }
    Keywords.ofQueries().stream()
        .sorted()
        .map(word -> Proposal.of(Group.KEYWORD, word))
        .forEach(all::add);
    return all;
  }

  /** Behind {@code predict(}, for example. */
  private boolean isModelDue() {
    return cursor.isBehind("(")
        && cursor.previous(2).filter(l -> MODEL_FUNCTIONS.stream().anyMatch(l::isWord)).isPresent();
  }

  private List<Proposal> models() {
    return Paths.models(cursor.word().substring(1), cursor.quote()).toList();
  }

  private boolean isTableDue(Lexeme previous) {
    boolean isDescribed =
        previous.kind() == Kind.WORD
            && DESCRIBED.stream().anyMatch(previous::isWord)
            && DESCRIBED.stream().anyMatch(word -> cursor.lexemes().get(0).isWord(word));
    return isDescribed || TableNames.isDueAfter(previous) || isInTableList(previous);
  }

  /** Behind a comma, where the words before it are tables: {@code from a, b, |}. */
  private boolean isInTableList(Lexeme previous) {
    if (!previous.isSymbol(",")) {
      return false;
    }
    List<Lexeme> lexemes = cursor.lexemes();
    for (int i = lexemes.size() - 2; i >= 0; i--) {
      Lexeme lexeme = lexemes.get(i);
      boolean isPartOfList =
          lexeme.isSymbol(",") || lexeme.isSymbol(".") || lexeme.kind() == Kind.QUOTED_NAME;
      if (!isPartOfList && lexeme.kind() != Kind.WORD) {
        return false;
      }
      if (lexeme.kind() == Kind.WORD && Keywords.contains(lexeme.image())) {
        return lexeme.isWord("FROM");
      }
    }
    return false;
  }

  private Stream<Proposal> tables() {
    return names.tables().stream().map(table -> Proposal.of(Group.TABLE, Quoted.name(table)));
  }

  private Stream<Proposal> columns() {
    return TableNames.of(cursor.statement()).all().stream()
        .flatMap(table -> names.columns(table).stream())
        .map(QueryProposals::column);
  }

  private List<Proposal> behindDot() {
    return cursor
        .previous(2)
        .map(Lexeme::image)
        .map(name -> name.replace("`", ""))
        .map(name -> TableNames.of(cursor.statement()).named(name).orElse(name))
        .map(names::columns)
        .orElse(List.of())
        .stream()
        .map(QueryProposals::column)
        .toList();
  }

  private static Proposal column(Column column) {
    return Proposal.of(Group.COLUMN, Quoted.name(column.name()), column.type());
  }
}
