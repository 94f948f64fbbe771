package io.quern.parser.tree;

import io.quern.api.OptionText;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code name = value}; both are kept as text. Immutable. */
public final class SqlOption extends SqlCall {
  private static final SqlOperator OPERATOR = new NodeOperator("OPTION", SqlOption::new);

  private final SqlNode name;
  private final SqlNode value;

  private SqlOption(SqlParserPos pos, SqlNode... operands) {
    super(pos);
    this.name = operands[0];
    this.value = operands[1];
  }

  public static SqlOption of(SqlParserPos pos, SqlNode name, SqlNode value) {
    return new SqlOption(pos, name, value);
  }

  public OptionText toOptionText() {
    PlacedText nameText = SqlStatement.text(name);
    PlacedText valueText = SqlStatement.text(value);
    return new OptionText(
        nameText.text(), valueText.text(), nameText.position(), valueText.position());
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name, value);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    OptionText option = toOptionText();
    writer.literal(Quoting.optionName(option.name()));
    writer.keyword("=");
    writer.literal(Quoting.string(option.text()));
  }
}
