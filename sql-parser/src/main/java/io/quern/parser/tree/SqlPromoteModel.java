package io.quern.parser.tree;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code PROMOTE MODEL 'path' VERSION n AS 'name' [IF metric >= number AND …]}. */
public final class SqlPromoteModel extends SqlVersionTag {
  private static final SqlOperator OPERATOR =
      new NodeOperator("PROMOTE MODEL", SqlPromoteModel::new);

  private static final int CONDITIONS = MORE;

  private SqlPromoteModel(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  /**
   * The statement of these parts.
   *
   * @param conditions a list, empty for none
   */
  public static SqlPromoteModel of(
      SqlParserPos pos, SqlNode path, SqlNode version, SqlNode tag, SqlNode conditions) {
    return new SqlPromoteModel(pos, path, version, tag, conditions);
  }

  /** All of which have to hold. */
  public List<MetricCondition> conditions() {
    return conditions(CONDITIONS);
  }

  @Override
  void write(StatementWriter writer) {
    writeTag(writer, "PROMOTE").conditions(operand(CONDITIONS));
  }
}
