package io.quern.parser.tree;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code SHOW ALGORITHMS}. */
public final class SqlShowAlgorithms extends SqlStatement {
  private static final SqlOperator OPERATOR =
      new NodeOperator("SHOW ALGORITHMS", SqlShowAlgorithms::new);

  private SqlShowAlgorithms(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  public static SqlShowAlgorithms of(SqlParserPos pos) {
    return new SqlShowAlgorithms(pos);
  }

  @Override
  void write(StatementWriter writer) {
    writer.keywords("SHOW", "ALGORITHMS");
  }
}
