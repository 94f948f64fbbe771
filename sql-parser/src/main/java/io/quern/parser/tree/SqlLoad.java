package io.quern.parser.tree;

import io.quern.api.OptionText;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code LOAD format.`path` [WHERE ..] AS table}: data becomes a view. */
public final class SqlLoad extends SqlStatement {
  private static final SqlOperator OPERATOR = new NodeOperator("LOAD", SqlLoad::new);

  private static final int FORMAT = 0;
  private static final int PATH = 1;
  private static final int OPTIONS = 2;
  private static final int TABLE = 3;

  private SqlLoad(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  public static SqlLoad of(
      SqlParserPos pos, SqlNode format, SqlNode path, SqlNodeList options, SqlNode table) {
    return new SqlLoad(pos, format, path, options, table);
  }

  public PlacedText format() {
    return text(FORMAT);
  }

  /** May be empty: some formats need none. */
  public PlacedText path() {
    return text(PATH);
  }

  public List<OptionText> options() {
    return options(OPTIONS);
  }

  /** The view that the data becomes. */
  public PlacedText table() {
    return text(TABLE);
  }

  @Override
  void write(StatementWriter writer) {
    writer.keywords("LOAD").formatAndPath(operand(FORMAT), operand(PATH));
    writer.options(operand(OPTIONS)).keywords("AS").name(operand(TABLE));
  }
}
