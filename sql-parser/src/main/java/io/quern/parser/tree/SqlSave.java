package io.quern.parser.tree;

import io.quern.api.OptionText;
import java.util.List;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code SAVE [mode] table AS format.`path` [WHERE ..] [PARTITIONBY column, ..]}. */
public final class SqlSave extends SqlStatement {
  /** What happens to data that is there already. */
  public enum Mode {
    OVERWRITE("OVERWRITE"),
    APPEND("APPEND"),
    /** The default. */
    ERROR_IF_EXISTS("ERRORIFEXISTS"),
    IGNORE("IGNORE");

    private final String word;

    Mode(String word) {
      this.word = word;
    }
  }

  private static final SqlOperator OPERATOR = new NodeOperator("SAVE", SqlSave::new);

  private static final int MODE = 0;
  private static final int TABLE = 1;
  private static final int FORMAT = 2;
  private static final int PATH = 3;
  private static final int OPTIONS = 4;
  private static final int PARTITION_BY = 5;

  private SqlSave(SqlParserPos pos, SqlNode... operands) {
    super(OPERATOR, pos, operands);
  }

  public static SqlSave of(
      SqlParserPos pos,
      Mode mode,
      SqlNode table,
      SqlNode format,
      SqlNode path,
      SqlNodeList options,
      SqlNodeList partitionBy) {
    SqlLiteral modeSymbol = SqlLiteral.createSymbol(mode, pos);
    return new SqlSave(pos, modeSymbol, table, format, path, options, partitionBy);
  }

  public Mode mode() {
    return symbol(MODE, Mode.class);
  }

  public SourceTable table() {
    return table(TABLE);
  }

  public PlacedText format() {
    return text(FORMAT);
  }

  /** Empty or {@code -} for formats that need none. */
  public PlacedText path() {
    return text(PATH);
  }

  public List<OptionText> options() {
    return options(OPTIONS);
  }

  /** Columns, in order; empty for none. */
  public List<PlacedText> partitionBy() {
    return texts(PARTITION_BY);
  }

  @Override
  void write(StatementWriter writer) {
    writer.keywords("SAVE", mode().word).name(operand(TABLE));
    writer.keywords("AS").formatAndPath(operand(FORMAT), operand(PATH));
    writer.options(operand(OPTIONS));
    if (!partitionBy().isEmpty()) {
      writer.keywords("PARTITIONBY").names(operand(PARTITION_BY));
    }
  }
}
