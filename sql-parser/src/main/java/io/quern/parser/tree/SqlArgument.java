package io.quern.parser.tree;

import io.quern.api.OptionText;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code name => value} of a function of the COLUMNS clause; a value is text or a list of texts.
 * Immutable.
 */
public final class SqlArgument extends SqlCall {
  private static final SqlOperator OPERATOR = new NodeOperator("ARGUMENT", SqlArgument::new);

  private final SqlNode name;
  private final SqlNode value;

  private SqlArgument(SqlParserPos pos, SqlNode... operands) {
    super(pos);
    this.name = operands[0];
    this.value = operands[1];
  }

  /**
   * The argument of these parts.
   *
   * @param value a character literal, or a list of such
   */
  public static SqlArgument of(SqlParserPos pos, SqlNode name, SqlNode value) {
    return new SqlArgument(pos, name, value);
  }

  /** The values of a list are separated by commas. */
  public OptionText toOptionText() {
    PlacedText nameText = SqlStatement.text(name);
    return new OptionText(
        nameText.text(),
        values().stream().map(PlacedText::text).collect(Collectors.joining(",")),
        nameText.position(),
        SqlStatement.position(value.getParserPosition()));
  }

  private List<PlacedText> values() {
    return value instanceof SqlNodeList list
        ? list.stream().map(SqlStatement::text).toList()
        : List.of(SqlStatement.text(value));
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
    writer.literal(toText());
  }

  String toText() {
    String text =
        values().stream()
            .map(PlacedText::text)
            .map(Quoting::string)
            .collect(Collectors.joining(", "));
    return Quoting.name(SqlStatement.text(name).text())
        + " => "
        + (value instanceof SqlNodeList ? "(" + text + ")" : text);
  }
}
