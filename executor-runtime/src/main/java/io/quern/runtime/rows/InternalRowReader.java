package io.quern.runtime.rows;

import static java.util.Objects.requireNonNull;

import io.quern.model.feature.ColumnType;
import io.quern.model.feature.FeatureRow;
import io.quern.model.feature.InputColumn;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * Reads Spark rows whose columns, from {@code firstColumn} on, are a model's input columns in order
 * and in their {@linkplain SparkColumnTypes#canonical canonical types}.
 *
 * <p>A cursor over rows that others own: nothing is kept beyond the next {@link #point}. Confined
 * to one thread.
 */
public final class InternalRowReader implements FeatureRow {
  private final ColumnType[] types;
  private final int firstColumn;
  private final ArrayData[] arrays;
  private InternalRow row;

  /**
   * @param firstColumn where the first of them is in a row
   */
  public InternalRowReader(List<InputColumn> columns, int firstColumn) {
    this.types = columns.stream().map(InputColumn::type).toArray(ColumnType[]::new);
    this.firstColumn = firstColumn;
    this.arrays = new ArrayData[types.length];
  }

  /** Moves to {@code row}, which must stay unchanged until the next call. */
  public void point(InternalRow row) {
    this.row = requireNonNull(row, "row is null");
    for (int column = 0; column < types.length; column++) {
      if (types[column].isArray()) {
        arrays[column] = isMissing(column) ? null : row.getArray(firstColumn + column);
      }
    }
  }

  @Override
  public boolean isMissing(int column) {
    return row.isNullAt(firstColumn + column);
  }

  @Override
  public long integral(int column) {
    int ordinal = firstColumn + column;
    if (types[column] == ColumnType.BOOLEAN) {
      return row.getBoolean(ordinal) ? 1 : 0;
    }
    return row.getLong(ordinal);
  }

  @Override
  public double number(int column) {
    return row.getDouble(firstColumn + column);
  }

  @Override
  public byte[] utf8(int column) {
    return row.getUTF8String(firstColumn + column).getBytes();
  }

  @Override
  public int size(int column) {
    return arrays[column].numElements();
  }

  @Override
  public boolean isElementMissing(int column, int element) {
    return arrays[column].isNullAt(element);
  }

  @Override
  public long integralElement(int column, int element) {
    if (types[column] == ColumnType.BOOLEAN_ARRAY) {
      return arrays[column].getBoolean(element) ? 1 : 0;
    }
    return arrays[column].getLong(element);
  }

  @Override
  public double numberElement(int column, int element) {
    return arrays[column].getDouble(element);
  }

  @Override
  public byte[] utf8Element(int column, int element) {
    return arrays[column].getUTF8String(element).getBytes();
  }
}
