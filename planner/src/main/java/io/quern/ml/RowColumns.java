package io.quern.ml;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quern.model.feature.FeatureRow;
import java.util.List;
import org.apache.spark.sql.Row;

/** A Spark row of canonical types as the encoder reads it. Reusable, confined to one thread. */
final class RowColumns implements FeatureRow {
  private Row row;
  private int listColumn = -1;
  private List<Object> list;

  RowColumns point(Row row) {
    this.row = row;
    this.listColumn = -1;
    return this;
  }

  @Override
  public boolean isMissing(int column) {
    return row.isNullAt(column);
  }

  @Override
  public long integral(int column) {
    return integral(row.get(column));
  }

  @Override
  public double number(int column) {
    return row.getDouble(column);
  }

  @Override
  public byte[] utf8(int column) {
    return row.getString(column).getBytes(UTF_8);
  }

  @Override
  public int size(int column) {
    return list(column).size();
  }

  @Override
  public boolean isElementMissing(int column, int element) {
    return list(column).get(element) == null;
  }

  @Override
  public long integralElement(int column, int element) {
    return integral(list(column).get(element));
  }

  @Override
  public double numberElement(int column, int element) {
    return ((Number) list(column).get(element)).doubleValue();
  }

  @Override
  public byte[] utf8Element(int column, int element) {
    return ((String) list(column).get(element)).getBytes(UTF_8);
  }

  private List<Object> list(int column) {
    if (listColumn != column) {
      list = row.getList(column);
      listColumn = column;
    }
    return list;
  }

  private static long integral(Object value) {
    return value instanceof Boolean truth ? (truth ? 1 : 0) : (Long) value;
  }
}
