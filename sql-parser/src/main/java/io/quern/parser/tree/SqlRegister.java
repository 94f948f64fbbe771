package io.quern.parser.tree;

import io.quern.api.OptionText;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code REGISTER algorithm.`path` AS function [WHERE ..]}: a model becomes a function. */
public final class SqlRegister extends SqlStatement {
  private static final SqlOperator OPERATOR = new NodeOperator("REGISTER", SqlRegister::new);

  private static final int ALGORITHM = 0;
  private static final int PATH = 1;
  private static final int FUNCTION = 2;
  private static final int OPTIONS = 3;

  private SqlRegister(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  public static SqlRegister of(
      SqlParserPos pos, SqlNode algorithm, SqlNode path, SqlNode function, SqlNodeList options) {
    return new SqlRegister(pos, algorithm, path, function, options);
  }

  public PlacedText algorithm() {
    return text(ALGORITHM);
  }

  /** May be empty: MLSQL registers code without a path. */
  public PlacedText path() {
    return text(PATH);
  }

  public PlacedText function() {
    return text(FUNCTION);
  }

  public List<OptionText> options() {
    return options(OPTIONS);
  }

  @Override
  void write(StatementWriter writer) {
    writer.keywords("REGISTER").formatAndPath(operand(ALGORITHM), operand(PATH));
    writer.keywords("AS").name(operand(FUNCTION)).options(operand(OPTIONS));
  }
}
