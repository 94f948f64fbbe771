package io.quern.parser.tree;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code TAG MODEL 'path' VERSION n AS 'name'}. */
public final class SqlTagModel extends SqlVersionTag {
  private static final SqlOperator OPERATOR = new NodeOperator("TAG MODEL", SqlTagModel::new);

  private SqlTagModel(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  public static SqlTagModel of(SqlParserPos pos, SqlNode path, SqlNode version, SqlNode tag) {
    return new SqlTagModel(pos, path, version, tag);
  }

  @Override
  void write(StatementWriter writer) {
    writeTag(writer, "TAG");
  }
}
