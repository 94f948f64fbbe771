package io.quern.parser.tree;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code SHOW FUNCTIONS FOR algorithm}: the functions of its COLUMNS clause. */
public final class SqlShowFunctions extends SqlStatement {
  private static final SqlOperator OPERATOR =
      new NodeOperator("SHOW FUNCTIONS", SqlShowFunctions::new);

  private static final int ALGORITHM = 0;

  private SqlShowFunctions(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  public static SqlShowFunctions of(SqlParserPos pos, SqlNode algorithm) {
    return new SqlShowFunctions(pos, algorithm);
  }

  public PlacedText algorithm() {
    return text(ALGORITHM);
  }

  @Override
  void write(StatementWriter writer) {
    writer.keywords("SHOW", "FUNCTIONS", "FOR").name(operand(ALGORITHM));
  }
}
