package io.quern.parser.tree;

import io.quern.api.OptionText;
import io.quern.api.SourcePosition;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A statement of the dialect: a Calcite call whose parts are its operands, so that visitors and
 * shuttles see all of it. Immutable.
 *
 * <p>{@code toString} is the canonical text; it shows the values of all options.
 */
public abstract sealed class SqlStatement extends SqlCall
    permits SqlCancelTraining,
        SqlDescribeModel,
        SqlDropModel,
        SqlExplainTrain,
        SqlInclude,
        SqlLoad,
        SqlRegister,
        SqlRestoreModel,
        SqlSave,
        SqlShowAlgorithms,
        SqlShowFunctions,
        SqlShowModels,
        SqlShowOptions,
        SqlShowTraining,
        SqlShowTrainings,
        SqlTrain,
        SqlVersionTag {
  private final SqlOperator operator;
  private final List<SqlNode> operands;

  /**
   * A statement of these parts.
   *
   * @param operands null where an optional part is absent
   */
  SqlStatement(SqlOperator operator, SqlParserPos pos, SqlNode... operands) {
    super(pos);
    this.operator = operator;
    this.operands = Collections.unmodifiableList(Arrays.asList(operands.clone()));
  }

  @Override
  public final SqlOperator getOperator() {
    return operator;
  }

  @Override
  public final List<SqlNode> getOperandList() {
    return operands;
  }

  @Override
  public final void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    write(new StatementWriter(writer));
  }

  /** Where the statement's first word stands. */
  public final SourcePosition position() {
    return position(getParserPosition());
  }

  abstract void write(StatementWriter writer);

  final PlacedText text(int operand) {
    return text(operands.get(operand));
  }

  final Optional<PlacedText> optionalText(int operand) {
    return Optional.ofNullable(operands.get(operand)).map(SqlStatement::text);
  }

  final List<PlacedText> texts(int operand) {
    return list(operand).stream().map(SqlStatement::text).toList();
  }

  final List<OptionText> options(int operand) {
    return list(operand).stream().map(option -> ((SqlOption) option).toOptionText()).toList();
  }

  final List<FeatureCall> features(int operand) {
    return list(operand).stream().map(feature -> ((SqlFeature) feature).toFeatureCall()).toList();
  }

  final List<MetricCondition> conditions(int operand) {
    return list(operand).stream()
        .map(condition -> ((SqlCondition) condition).toMetricCondition())
        .toList();
  }

  /** A number, or a text, as text. */
  final Optional<PlacedText> numberOrText(int operand) {
    SqlLiteral literal = (SqlLiteral) operands.get(operand);
    if (literal == null) {
      return Optional.empty();
    }
    return Optional.of(
        literal instanceof SqlNumericLiteral
            ? new PlacedText(literal.toValue(), position(literal.getParserPosition()))
            : text(literal));
  }

  final <E extends Enum<E>> E symbol(int operand, Class<E> type) {
    return ((SqlLiteral) operands.get(operand)).getValueAs(type);
  }

  final OptionalInt number(int operand) {
    SqlLiteral number = (SqlLiteral) operands.get(operand);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number.intValue(true));
  }

  final SourceTable table(int operand) {
    SqlIdentifier name = (SqlIdentifier) operands.get(operand);
    return new SourceTable(name.names, position(name.getParserPosition()));
  }

  static PlacedText text(SqlNode node) {
    SourcePosition position = position(node.getParserPosition());
    return node instanceof SqlIdentifier name
        ? new PlacedText(String.join(".", name.names), position)
        : new PlacedText(((SqlLiteral) node).getValueAs(String.class), position);
  }

  static SourcePosition position(SqlParserPos pos) {
    return new SourcePosition(pos.getLineNum(), pos.getColumnNum());
  }

  private SqlNodeList list(int operand) {
    return (SqlNodeList) operands.get(operand);
  }
}
