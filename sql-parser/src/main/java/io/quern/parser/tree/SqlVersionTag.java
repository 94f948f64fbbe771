package io.quern.parser.tree;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code … MODEL 'path' VERSION n AS 'name'}: what gives a version a tag. */
public abstract sealed class SqlVersionTag extends SqlStatement
    permits SqlPromoteModel, SqlTagModel {
  private static final int PATH = 0;
  private static final int VERSION = 1;
  private static final int TAG = 2;

  /** The first operand of what has more. */
  static final int MORE = 3;

  /**
   * @param operands path, version and tag, then those of {@link #MORE}
   */
  SqlVersionTag(SqlOperator operator, SqlParserPos pos, SqlNode... operands) {
    super(operator, pos, operands);
  }

  public final PlacedText path() {
    return text(PATH);
  }

  /** At least 1. */
  public final int version() {
    return number(VERSION).getAsInt();
  }

  public final PlacedText tag() {
    return text(TAG);
  }

  /** The part that all have, behind a verb. */
  final StatementWriter writeTag(StatementWriter writer, String verb) {
    return writer
        .keywords(verb, "MODEL")
        .string(operand(PATH))
        .version(operand(VERSION))
        .keywords("AS")
        .string(operand(TAG));
  }
}
