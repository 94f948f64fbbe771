package io.quern.parser.tree;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code SHOW OPTIONS FOR algorithm}. */
public final class SqlShowOptions extends SqlStatement {
  private static final SqlOperator OPERATOR = new NodeOperator("SHOW OPTIONS", SqlShowOptions::new);

  private static final int ALGORITHM = 0;

  private SqlShowOptions(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  public static SqlShowOptions of(SqlParserPos pos, SqlNode algorithm) {
    return new SqlShowOptions(pos, algorithm);
  }

  public PlacedText algorithm() {
    return text(ALGORITHM);
  }

  @Override
  void write(StatementWriter writer) {
    writer.keywords("SHOW", "OPTIONS", "FOR").name(operand(ALGORITHM));
  }
}
