package io.quern.parser.tree;

import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code DESCRIBE MODEL 'path' [VERSION n | VERSION 'tag']}; without a version, the newest one. */
public final class SqlDescribeModel extends SqlStatement {
  private static final SqlOperator OPERATOR =
      new NodeOperator("DESCRIBE MODEL", SqlDescribeModel::new);

  private static final int PATH = 0;
  private static final int VERSION = 1;

  private SqlDescribeModel(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  /**
   * The statement of these parts.
   *
   * @param version a whole number or a tag, null for none
   */
  public static SqlDescribeModel of(SqlParserPos pos, SqlNode path, SqlNode version) {
    return new SqlDescribeModel(pos, path, version);
  }

  public PlacedText path() {
    return text(PATH);
  }

  /** A whole number of at least 1, or a tag. */
  public Optional<PlacedText> version() {
    return numberOrText(VERSION);
  }

  @Override
  void write(StatementWriter writer) {
    writer.keywords("DESCRIBE", "MODEL").string(operand(PATH));
    writer.version(operand(VERSION));
  }
}
