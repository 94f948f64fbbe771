package io.quern.parser.tree;

import io.quern.api.OptionText;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code INCLUDE 'path'} or {@code INCLUDE format.`path` [WHERE ..]}: another script's text. */
public final class SqlInclude extends SqlStatement {
  private static final SqlOperator OPERATOR = new NodeOperator("INCLUDE", SqlInclude::new);

  private static final int FORMAT = 0;
  private static final int PATH = 1;
  private static final int OPTIONS = 2;

  private SqlInclude(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  /**
   * The statement of these parts.
   *
   * @param format null for none
   */
  public static SqlInclude of(SqlParserPos pos, SqlNode format, SqlNode path, SqlNodeList options) {
    return new SqlInclude(pos, format, path, options);
  }

  /** Where the script comes from, for example {@code project}; empty for a plain path. */
  public Optional<PlacedText> format() {
    return optionalText(FORMAT);
  }

  public PlacedText path() {
    return text(PATH);
  }

  public List<OptionText> options() {
    return options(OPTIONS);
  }

  @Override
  void write(StatementWriter writer) {
    writer.keywords("INCLUDE");
    if (format().isPresent()) {
      writer.formatAndPath(operand(FORMAT), operand(PATH));
    } else {
      writer.string(operand(PATH));
    }
    writer.options(operand(OPTIONS));
  }
}
