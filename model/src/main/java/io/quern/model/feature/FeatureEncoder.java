package io.quern.model.feature;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns rows into keys and numbers. The one code path of training, PREDICT and serving.
 *
 * <p>Missing are NULL, a NaN, an infinite NUMBER feature, and an array without elements that are
 * there; missing elements of an array are skipped. Allocates nothing per row. Immutable and
 * thread-safe.
 */
public final class FeatureEncoder {
  private final FeatureLayout layout;
  private final Column[] categories;
  private final Column[] numbers;
  private final Column[] bags;

  /** One feature with its constants. */
  private record Column(int index, ColumnType type, long salt, long missing, long presence) {
    static Column of(FeatureSchema schema, Feature feature) {
      int index = schema.positions(feature)[0];
      long salt = FeatureKeys.columnSalt(feature.table());
      long missing = FeatureKeys.missing(salt);
      ColumnType type = schema.columns().get(index).type();
      return new Column(index, type, salt, missing, FeatureKeys.presence(salt));
    }
  }

  public FeatureEncoder(FeatureSchema schema) {
    this.layout = schema.layout();
    this.categories = columns(schema, FeatureKind.CATEGORY);
    this.numbers = columns(schema, FeatureKind.NUMBER);
    this.bags = columns(schema, FeatureKind.BAG);
  }

  private static Column[] columns(FeatureSchema schema, FeatureKind kind) {
    List<Column> columns = new ArrayList<>();
    for (Feature feature : schema.features()) {
      if (feature.kind() == kind) {
        columns.add(Column.of(schema, feature));
      }
    }
    return columns.toArray(Column[]::new);
  }

  public FeatureLayout layout() {
    return layout;
  }

  /**
   * Appends one row. When reading the row throws, nothing is appended.
   *
   * @param label 0 or 1; any value where there is none
   * @param out of this encoder's layout
   */
  public void encode(FeatureRow row, float label, EncodedRowsBuilder out) {
    out.beginRow(label);
    for (int slot = 0; slot < categories.length; slot++) {
      out.key(slot, categoryKey(row, categories[slot]));
    }
    for (int slot = 0; slot < numbers.length; slot++) {
      Column column = numbers[slot];
      double value = finiteNumber(row, column);
      out.key(categories.length + slot, Double.isNaN(value) ? column.missing : column.presence);
      out.number(slot, value);
    }
    for (Column column : bags) {
      encodeBag(row, column, out);
    }
    out.endRow();
  }

  private static long categoryKey(FeatureRow row, Column column) {
    int index = column.index;
    if (row.isMissing(index)) {
      return column.missing;
    }
    return switch (column.type) {
      case STRING -> FeatureKeys.ofUtf8(column.salt, row.utf8(index));
      case BOOLEAN, INTEGRAL -> FeatureKeys.ofIntegral(column.salt, row.integral(index));
      case NUMBER -> {
        double value = row.number(index);
        yield Double.isNaN(value) ? column.missing : FeatureKeys.ofNumber(column.salt, value);
      }
      case STRING_ARRAY, BOOLEAN_ARRAY, INTEGRAL_ARRAY, NUMBER_ARRAY ->
          throw new IllegalStateException("An array cannot be a category");
    };
  }

  private static double finiteNumber(FeatureRow row, Column column) {
    if (row.isMissing(column.index)) {
      return Double.NaN;
    }
    if (column.type == ColumnType.INTEGRAL) {
      return row.integral(column.index);
    }
    double value = row.number(column.index);
    return Double.isFinite(value) ? value : Double.NaN;
  }

  private static void encodeBag(FeatureRow row, Column column, EncodedRowsBuilder out) {
    int index = column.index;
    int elements = row.isMissing(index) ? 0 : row.size(index);
    boolean empty = true;
    for (int element = 0; element < elements; element++) {
      if (!row.isElementMissing(index, element)) {
        out.bagKey(elementKey(row, column, element));
        empty = false;
      }
    }
    if (empty) {
      out.bagKey(column.missing);
    }
    out.endBag();
  }

  private static long elementKey(FeatureRow row, Column column, int element) {
    return column.type == ColumnType.STRING_ARRAY
        ? FeatureKeys.ofUtf8(column.salt, row.utf8Element(column.index, element))
        : FeatureKeys.ofIntegral(column.salt, row.integralElement(column.index, element));
  }
}
