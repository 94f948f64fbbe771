package io.quern.parser.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code function(column, .., argument => value, ..) [AS feature]}. Immutable. */
public final class SqlFeature extends SqlCall {
  private static final SqlOperator OPERATOR = new NodeOperator("FEATURE", SqlFeature::new);

  private static final int FUNCTION = 0;
  private static final int COLUMNS = 1;
  private static final int ARGUMENTS = 2;
  private static final int NAME = 3;

  private final List<SqlNode> operands;

  private SqlFeature(SqlParserPos pos, SqlNode... operands) {
    super(pos);
    this.operands = Collections.unmodifiableList(Arrays.asList(operands.clone()));
  }

  /**
   * The call of these parts.
   *
   * @param name of the feature, null for none
   */
  public static SqlFeature of(
      SqlParserPos pos,
      SqlNode function,
      SqlNodeList columns,
      SqlNodeList arguments,
      SqlNode name) {
    return new SqlFeature(pos, function, columns, arguments, name);
  }

  public FeatureCall toFeatureCall() {
    return new FeatureCall(
        SqlStatement.text(operand(FUNCTION)),
        columns().stream().map(SqlStatement::text).toList(),
        arguments().stream().map(SqlArgument::toOptionText).toList(),
        Optional.ofNullable(operands.get(NAME)).map(SqlStatement::text));
  }

  private SqlNodeList columns() {
    return operand(COLUMNS);
  }

  private List<SqlArgument> arguments() {
    SqlNodeList list = operand(ARGUMENTS);
    return list.stream().map(argument -> (SqlArgument) argument).toList();
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.literal(toText());
  }

  String toText() {
    FeatureCall call = toFeatureCall();
    List<String> inBrackets = new ArrayList<>();
    call.columns().forEach(column -> inBrackets.add(Quoting.name(column.text())));
    arguments().forEach(argument -> inBrackets.add(argument.toText()));
    String feature = call.name().map(name -> " AS " + Quoting.name(name.text())).orElse("");
    return "%s(%s)%s"
        .formatted(Quoting.name(call.function().text()), String.join(", ", inBrackets), feature);
  }
}
