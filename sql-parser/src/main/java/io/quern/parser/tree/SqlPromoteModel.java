package io.quern.parser.tree;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code PROMOTE MODEL 'path' VERSION n AS 'name' [IF metric >= number AND …]}. */
public final class SqlPromoteModel extends SqlStatement {
  private static final SqlOperator OPERATOR =
      new NodeOperator("PROMOTE MODEL", SqlPromoteModel::new);

  private static final int PATH = 0;
  private static final int VERSION = 1;
  private static final int TAG = 2;
  private static final int CONDITIONS = 3;

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

  /** All of which have to hold. */
  public List<MetricCondition> conditions() {
    return conditions(CONDITIONS);
  }

  @Override
  void write(StatementWriter writer) {
    writer
        .keywords("PROMOTE", "MODEL")
        .string(operand(PATH))
        .version(operand(VERSION))
        .keywords("AS")
        .string(operand(TAG))
        .conditions(operand(CONDITIONS));
  }
}
