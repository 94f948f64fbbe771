package io.quern.parser.tree;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CANCEL TRAINING 'id'}: ends a training under way. */
public final class SqlCancelTraining extends SqlStatement {
  private static final SqlOperator OPERATOR =
      new NodeOperator("CANCEL TRAINING", SqlCancelTraining::new);

  private static final int ID = 0;

  private SqlCancelTraining(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  public static SqlCancelTraining of(SqlParserPos pos, SqlNode id) {
    return new SqlCancelTraining(pos, id);
  }

  /** The id, or how it begins. */
  public PlacedText id() {
    return text(ID);
  }

  @Override
  void write(StatementWriter writer) {
    writer.keywords("CANCEL", "TRAINING").string(operand(ID));
  }
}
