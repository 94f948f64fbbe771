package io.quern.parser.tree;

import io.quern.api.OptionText;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code TRAIN source AS algorithm.`path` [COLUMNS (..)] [WHERE ..] [AS output]}; RUN reads the
 * same, and PREDICT, which has no columns.
 */
public final class SqlTrain extends SqlStatement {
  /** The first word. */
  public enum Verb {
    TRAIN,
    /** The same as TRAIN, in MLSQL mostly for what is no training. */
    RUN,
    /** Scores the source with the model at the path. */
    PREDICT
  }

  private static final SqlOperator OPERATOR = new NodeOperator("TRAIN", SqlTrain::new);

  private static final int VERB = 0;
  private static final int SOURCE = 1;
  private static final int ALGORITHM = 2;
  private static final int PATH = 3;
  private static final int COLUMNS = 4;
  private static final int OPTIONS = 5;
  private static final int OUTPUT = 6;

  private SqlTrain(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  /**
   * The statement of these parts.
   *
   * @param source a name, or a character literal that holds the text of a query
   * @param columns {@link SqlFeature}s
   * @param output null for none
   */
  public static SqlTrain of(
      SqlParserPos pos,
      Verb verb,
      SqlNode source,
      SqlNode algorithm,
      SqlNode path,
      SqlNodeList columns,
      SqlNodeList options,
      SqlNode output) {
    SqlLiteral verbSymbol = SqlLiteral.createSymbol(verb, pos);
    return new SqlTrain(pos, verbSymbol, source, algorithm, path, columns, options, output);
  }

  public Verb verb() {
    return symbol(VERB, Verb.class);
  }

  public Source source() {
    if (operand(SOURCE) instanceof SqlIdentifier) {
      return table(SOURCE);
    }
    PlacedText query = text(SOURCE);
    return new SourceQuery(query.text(), query.position());
  }

  public PlacedText algorithm() {
    return text(ALGORITHM);
  }

  /** Where the model is or goes; empty for RUN only. */
  public PlacedText path() {
    return text(PATH);
  }

  /** The calls of the COLUMNS clause; empty without one. */
  public List<FeatureCall> columns() {
    return features(COLUMNS);
  }

  public List<OptionText> options() {
    return options(OPTIONS);
  }

  /** The view that the result becomes. */
  public Optional<PlacedText> output() {
    return optionalText(OUTPUT);
  }

  @Override
  void write(StatementWriter writer) {
    writer.keywords(verb().name());
    if (operand(SOURCE) instanceof SqlIdentifier) {
      writer.name(operand(SOURCE));
    } else {
      writer.verbatim(operand(SOURCE));
    }
    writer.keywords("AS").formatAndPath(operand(ALGORITHM), operand(PATH));
    writer.columns(operand(COLUMNS)).options(operand(OPTIONS));
    if (output().isPresent()) {
      writer.keywords("AS").name(operand(OUTPUT));
    }
  }
}
