package io.quern.cli.output;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/**
 * The first rows of a result, computed once, to be shown in one form or several.
 *
 * @param columns the result's columns
 * @param rows every value as Spark's text of it; null stays null
 * @param isCut whether the result has more rows
 */
public record ResultRows(List<Column> columns, List<Row> rows, boolean isCut) {
  /**
   * A column of a result.
   *
   * @param isNumeric whether its values stand to the right
   */
  public record Column(String name, boolean isNumeric) {
    public Column {
      requireNonNull(name, "name is null");
    }

    private static Column of(StructField field) {
      return new Column(field.name(), field.dataType() instanceof NumericType);
    }
  }

  public ResultRows {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Computes the rows of {@code result} up to {@code limit}. */
  public static ResultRows read(Dataset<Row> result, RowLimit limit) {
    ShownRows shown = ShownRows.of(ResultWriter.texts(result), limit);
    List<Row> rows = new ArrayList<>();
    shown.forEachRemaining(rows::add);
    List<Column> columns = Arrays.stream(result.schema().fields()).map(Column::of).toList();
    return new ResultRows(columns, rows, shown.isCut());
  }

  /** The first {@code most} of the rows, as if they had been cut there. */
  public ResultRows first(int most) {
    return rows.size() <= most ? this : new ResultRows(columns, rows.subList(0, most), true);
  }
}
