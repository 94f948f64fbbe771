package io.quern.runtime.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.ColumnType;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureSchema;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

final class InternalRowReaderTest {
  private static final FeatureSchema FEATURES =
      FeatureSchema.builder()
          .column("s", ColumnType.STRING, FeatureKind.CATEGORY)
          .column("b", ColumnType.BOOLEAN, FeatureKind.CATEGORY)
          .column("i", ColumnType.INTEGRAL, FeatureKind.CATEGORY)
          .column("n", ColumnType.NUMBER, FeatureKind.NUMBER)
          .column("ss", ColumnType.STRING_ARRAY, FeatureKind.BAG)
          .column("bs", ColumnType.BOOLEAN_ARRAY, FeatureKind.BAG)
          .column("is", ColumnType.INTEGRAL_ARRAY, FeatureKind.BAG)
          .build();
  private static final int FIRST_COLUMN = 1;

  @Test
  void readsValuesOfEveryType() {
    InternalRowReader reader = new InternalRowReader(FEATURES.columns(), FIRST_COLUMN);
    reader.point(
        unsafe(
            text("café"),
            true,
            -7L,
            2.5,
            array(text("x"), null),
            array(false, true),
            array(Long.MIN_VALUE, 3L, null)));

    assertThat(reader.utf8(0)).isEqualTo("café".getBytes(UTF_8));
    assertThat(reader.integral(1)).isEqualTo(1);
    assertThat(reader.integral(2)).isEqualTo(-7);
    assertThat(reader.number(3)).isEqualTo(2.5);
    assertThat(reader.size(4)).isEqualTo(2);
    assertThat(reader.utf8Element(4, 0)).isEqualTo("x".getBytes(UTF_8));
    assertThat(reader.isElementMissing(4, 1)).isTrue();
    assertThat(reader.integralElement(5, 0)).isZero();
    assertThat(reader.integralElement(5, 1)).isEqualTo(1);
    assertThat(reader.size(6)).isEqualTo(3);
    assertThat(reader.integralElement(6, 0)).isEqualTo(Long.MIN_VALUE);
    assertThat(reader.isElementMissing(6, 0)).isFalse();
    assertThat(reader.isElementMissing(6, 2)).isTrue();
  }

  @Test
  void tellsWhichValuesAreMissing() {
    InternalRowReader reader = new InternalRowReader(FEATURES.columns(), FIRST_COLUMN);
    reader.point(unsafe(text("first"), true, 1L, 1.0, array(), array(), array(1L)));
    reader.point(unsafe(null, null, null, null, null, null, null));

    for (int column = 0; column < FEATURES.columns().size(); column++) {
      assertThat(reader.isMissing(column)).as(FEATURES.columns().get(column).name()).isTrue();
    }
  }

  @Test
  void emptyValuesAreNotMissing() {
    InternalRowReader reader = new InternalRowReader(FEATURES.columns(), FIRST_COLUMN);
    reader.point(unsafe(text(""), false, 0L, Double.NaN, array(), array(), array()));

    for (int column = 0; column < FEATURES.columns().size(); column++) {
      assertThat(reader.isMissing(column)).as(FEATURES.columns().get(column).name()).isFalse();
    }
    assertThat(reader.utf8(0)).isEmpty();
    assertThat(reader.size(4)).isZero();
    assertThat(reader.number(3)).isNaN();
  }

  private static InternalRow unsafe(Object... values) {
    DataType[] types = new DataType[FIRST_COLUMN + FEATURES.columns().size()];
    Object[] cells = new Object[types.length];
    types[0] = DataTypes.DoubleType;
    cells[0] = 1.0;
    for (int i = 0; i < FEATURES.columns().size(); i++) {
      types[FIRST_COLUMN + i] = SparkColumnTypes.canonical(FEATURES.columns().get(i).type());
      cells[FIRST_COLUMN + i] = values[i];
    }
    return UnsafeProjection.create(types).apply(new GenericInternalRow(cells));
  }

  private static UTF8String text(String value) {
    return UTF8String.fromString(value);
  }

  private static GenericArrayData array(Object... elements) {
    return new GenericArrayData(elements);
  }
}
