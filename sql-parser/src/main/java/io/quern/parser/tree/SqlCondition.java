package io.quern.parser.tree;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code metric >= number}; the number is kept as text. Immutable. */
public final class SqlCondition extends SqlCall {
  private static final SqlOperator OPERATOR = new NodeOperator("CONDITION", SqlCondition::new);

  private final SqlNode metric;
  private final SqlNode comparison;
  private final SqlNode bound;

  /** How a metric is compared with a number. */
  public enum Comparison {
    MORE(">", "more than"),
    AT_LEAST(">=", "at least"),
    LESS("<", "less than"),
    AT_MOST("<=", "at most");

    private final String sign;
    private final String words;

    Comparison(String sign, String words) {
      this.sign = sign;
      this.words = words;
    }

    /** As messages say it, before the number. */
    public String words() {
      return words;
    }

    /** Whether it holds; nothing holds of NaN. */
    public boolean holds(double value, double bound) {
      return switch (this) {
        case MORE -> value > bound;
        case AT_LEAST -> value >= bound;
        case LESS -> value < bound;
        case AT_MOST -> value <= bound;
      };
    }
  }

  private SqlCondition(SqlParserPos pos, SqlNode... operands) {
    super(pos);
    this.metric = operands[0];
    this.comparison = operands[1];
    this.bound = operands[2];
  }

  /** The condition of these parts. */
  public static SqlCondition of(
      SqlParserPos pos, SqlNode metric, Comparison comparison, SqlNode bound) {
    return new SqlCondition(
        pos, metric, SqlLiteral.createSymbol(comparison, SqlParserPos.ZERO), bound);
  }

  /** Without Calcite. */
  public MetricCondition toMetricCondition() {
    return new MetricCondition(SqlStatement.text(metric), comparison(), SqlStatement.text(bound));
  }

  private Comparison comparison() {
    return ((SqlLiteral) comparison).getValueAs(Comparison.class);
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(metric, comparison, bound);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    MetricCondition condition = toMetricCondition();
    writer.literal(Quoting.name(condition.metric().text()));
    writer.literal(condition.comparison().sign);
    writer.literal(condition.bound().text());
  }
}
