package io.quern.parser.tree;

import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code EXPLAIN [mode] TRAIN ..}; RUN and PREDICT too. */
public final class SqlExplainTrain extends SqlStatement {
  /** How much to tell, as Spark's EXPLAIN. */
  public enum Mode {
    /** No word between EXPLAIN and the statement. */
    SIMPLE,
    EXTENDED,
    CODEGEN,
    COST,
    FORMATTED
  }

  private static final SqlOperator OPERATOR =
      new NodeOperator("EXPLAIN TRAIN", SqlExplainTrain::new);

  private static final int MODE = 0;
  private static final int TRAIN = 1;

  private SqlExplainTrain(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  public static SqlExplainTrain of(SqlParserPos pos, Mode mode, SqlTrain train) {
    return new SqlExplainTrain(pos, SqlLiteral.createSymbol(mode, pos), train);
  }

  public Mode mode() {
    return symbol(MODE, Mode.class);
  }

  /** The statement to explain. */
  public SqlTrain train() {
    return operand(TRAIN);
  }

  @Override
  void write(StatementWriter writer) {
    writer.keywords("EXPLAIN");
    if (mode() != Mode.SIMPLE) {
      writer.keywords(mode().name());
    }
    train().write(writer);
  }
}
