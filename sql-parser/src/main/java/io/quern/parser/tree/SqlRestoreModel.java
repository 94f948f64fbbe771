package io.quern.parser.tree;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code RESTORE MODEL 'path' TO VERSION n}, or {@code 'tag'}: that version is the newest again.
 */
public final class SqlRestoreModel extends SqlStatement {
  private static final SqlOperator OPERATOR =
      new NodeOperator("RESTORE MODEL", SqlRestoreModel::new);

  private static final int PATH = 0;
  private static final int VERSION = 1;

  private SqlRestoreModel(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  /**
   * The statement of these parts.
   *
   * @param version a whole number or a tag
   */
  public static SqlRestoreModel of(SqlParserPos pos, SqlNode path, SqlNode version) {
    return new SqlRestoreModel(pos, path, version);
  }

  public PlacedText path() {
    return text(PATH);
  }

  /** A whole number of at least 1, or a tag. */
  public PlacedText version() {
    return numberOrText(VERSION).orElseThrow();
  }

  @Override
  void write(StatementWriter writer) {
    writer
        .keywords("RESTORE", "MODEL")
        .string(operand(PATH))
        .keywords("TO")
        .version(operand(VERSION));
  }
}
