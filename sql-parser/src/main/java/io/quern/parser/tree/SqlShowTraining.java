package io.quern.parser.tree;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code SHOW TRAINING 'id'}: the curve of one training. */
public final class SqlShowTraining extends SqlStatement {
  private static final SqlOperator OPERATOR =
      new NodeOperator("SHOW TRAINING", SqlShowTraining::new);

  private static final int ID = 0;

  private SqlShowTraining(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  public static SqlShowTraining of(SqlParserPos pos, SqlNode id) {
    return new SqlShowTraining(pos, id);
  }

  /** The id, or how it begins. */
  public PlacedText id() {
    return text(ID);
  }

  @Override
  void write(StatementWriter writer) {
    writer.keywords("SHOW", "TRAINING").string(operand(ID));
  }
}
