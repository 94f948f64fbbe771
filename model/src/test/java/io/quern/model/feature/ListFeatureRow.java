package io.quern.model.feature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Rows of plain objects: String, Boolean, Long, Double, lists of them, null. */
public final class ListFeatureRow implements FeatureRows {
  private final List<? extends List<?>> rows;
  private List<?> values = List.of();

  public ListFeatureRow() {
    this(List.of());
  }

  /** A cursor over rows. */
  public ListFeatureRow(List<? extends List<?>> rows) {
    this.rows = rows;
  }

  @Override
  public void moveTo(int row) {
    point(rows.get(row));
  }

  /** Points at a row; {@code java.util.Arrays.asList} for one with nulls. */
  public ListFeatureRow point(List<?> row) {
    values = row;
    return this;
  }

  @Override
  public boolean isMissing(int column) {
    return values.get(column) == null;
  }

  @Override
  public long integral(int column) {
    return integral(values.get(column));
  }

  @Override
  public double number(int column) {
    return (Double) values.get(column);
  }

  @Override
  public byte[] utf8(int column) {
    return ((String) values.get(column)).getBytes(UTF_8);
  }

  @Override
  public int size(int column) {
    return elements(column).size();
  }

  @Override
  public boolean isElementMissing(int column, int element) {
    return elements(column).get(element) == null;
  }

  @Override
  public long integralElement(int column, int element) {
    return integral(elements(column).get(element));
  }

  @Override
  public double numberElement(int column, int element) {
    return ((Number) elements(column).get(element)).doubleValue();
  }

  @Override
  public byte[] utf8Element(int column, int element) {
    return ((String) elements(column).get(element)).getBytes(UTF_8);
  }

  private List<?> elements(int column) {
    return (List<?>) values.get(column);
  }

  private static long integral(Object value) {
    return value instanceof Boolean b ? (b ? 1 : 0) : (Long) value;
  }
}
