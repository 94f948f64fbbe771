package io.quern.parser.tree;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code SHOW TRAININGS}. */
public final class SqlShowTrainings extends SqlStatement {
  private static final SqlOperator OPERATOR =
      new NodeOperator("SHOW TRAININGS", SqlShowTrainings::new);

  private SqlShowTrainings(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  public static SqlShowTrainings of(SqlParserPos pos) {
    return new SqlShowTrainings(pos);
  }

  @Override
  void write(StatementWriter writer) {
    writer.keywords("SHOW", "TRAININGS");
  }
}
