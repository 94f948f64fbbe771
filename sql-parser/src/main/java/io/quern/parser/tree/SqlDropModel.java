package io.quern.parser.tree;

import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code DROP MODEL 'path' [VERSION n | TAG 'name']}; without either, the whole model. */
public final class SqlDropModel extends SqlStatement {
  private static final SqlOperator OPERATOR = new NodeOperator("DROP MODEL", SqlDropModel::new);

  private static final int PATH = 0;
  private static final int VERSION = 1;
  private static final int TAG = 2;

  private SqlDropModel(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  /**
   * The statement of these parts.
   *
   * @param version a whole number, null for none
   * @param tag null for none
   */
  public static SqlDropModel of(SqlParserPos pos, SqlNode path, SqlNode version, SqlNode tag) {
    return new SqlDropModel(pos, path, version, tag);
  }

  public PlacedText path() {
    return text(PATH);
  }

  /** At least 1. */
  public OptionalInt version() {
    return number(VERSION);
  }

  /** The tag to remove, and nothing else. */
  public Optional<PlacedText> tag() {
    return optionalText(TAG);
  }

  @Override
  void write(StatementWriter writer) {
    writer.keywords("DROP", "MODEL").string(operand(PATH));
    writer.version(operand(VERSION));
    if (tag().isPresent()) {
      writer.keywords("TAG").string(operand(TAG));
    }
  }
}
