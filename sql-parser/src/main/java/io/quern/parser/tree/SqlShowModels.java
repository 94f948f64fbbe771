package io.quern.parser.tree;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code SHOW MODELS IN 'path'}: the models in a folder. */
public final class SqlShowModels extends SqlStatement {
  private static final SqlOperator OPERATOR = new NodeOperator("SHOW MODELS", SqlShowModels::new);

  private static final int PATH = 0;

  private SqlShowModels(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  public static SqlShowModels of(SqlParserPos pos, SqlNode path) {
    return new SqlShowModels(pos, path);
  }

  public PlacedText path() {
    return text(PATH);
  }

  @Override
  void write(StatementWriter writer) {
    writer.keywords("SHOW", "MODELS", "IN").string(operand(PATH));
  }
}
