package io.quern.parser.tree;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code TAG MODEL 'path' VERSION n AS 'name'}. */
public final class SqlTagModel extends SqlStatement {
  private static final SqlOperator OPERATOR = new NodeOperator("TAG MODEL", SqlTagModel::new);

  private static final int PATH = 0;
  private static final int VERSION = 1;
  private static final int TAG = 2;

  private SqlTagModel(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  public static SqlTagModel of(SqlParserPos pos, SqlNode path, SqlNode version, SqlNode tag) {
    return new SqlTagModel(pos, path, version, tag);
  }

  public PlacedText path() {
    return text(PATH);
  }

  /** At least 1. */
  public int version() {
    return number(VERSION).getAsInt();
  }

  public PlacedText tag() {
    return text(TAG);
  }

  @Override
  void write(StatementWriter writer) {
    writer
        .keywords("TAG", "MODEL")
        .string(operand(PATH))
        .version(operand(VERSION))
        .keywords("AS")
        .string(operand(TAG));
  }
}
