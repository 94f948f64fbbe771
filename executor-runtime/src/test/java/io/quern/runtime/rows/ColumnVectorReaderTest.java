package io.quern.runtime.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.ColumnType;
import io.quern.model.feature.InputColumn;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.execution.RowToColumnConverter;
import org.apache.spark.sql.execution.vectorized.Dictionary;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of vectors against those of rows with the same values in the canonical types. */
final class ColumnVectorReaderTest {
  /** A column of a model, the type of its vector, and what is in it. */
  record Column(ColumnType read, DataType stored, List<Object> values) {
    static Column of(ColumnType read, DataType stored, Object... values) {
      return new Column(read, stored, Arrays.asList(values));
    }

    /** The values as a cast to the canonical type gives them. */
    List<Object> canonical() {
      return values.stream().map(this::canonical).toList();
    }

    private Object canonical(Object value) {
      if (value instanceof Number number) {
        return read == ColumnType.NUMBER ? (Object) number.doubleValue() : number.longValue();
      }
      return value == null ? Missing.VALUE : value;
    }

    @Override
    public String toString() {
      return "%s of %s".formatted(read, stored.simpleString());
    }
  }

  /** NULL, in lists that hold none. */
  private enum Missing {
    VALUE
  }

  static Stream<Column> scalars() {
    return Stream.of(
        Column.of(ColumnType.STRING, DataTypes.StringType, text("café"), null, text("")),
        Column.of(ColumnType.INTEGRAL, DataTypes.ByteType, (byte) -128, null, (byte) 7),
        Column.of(ColumnType.INTEGRAL, DataTypes.ShortType, (short) -7, null, Short.MAX_VALUE),
        Column.of(ColumnType.INTEGRAL, DataTypes.IntegerType, Integer.MIN_VALUE, null, 0),
        Column.of(ColumnType.INTEGRAL, DataTypes.LongType, Long.MIN_VALUE, null, 1L << 53),
        Column.of(ColumnType.NUMBER, DataTypes.ByteType, (byte) -1, null, (byte) 7),
        Column.of(ColumnType.NUMBER, DataTypes.ShortType, (short) -7, null, (short) 0),
        Column.of(ColumnType.NUMBER, DataTypes.IntegerType, Integer.MAX_VALUE, null, -1),
        Column.of(ColumnType.NUMBER, DataTypes.LongType, Long.MAX_VALUE, null, -1L),
        Column.of(ColumnType.NUMBER, DataTypes.FloatType, 0.1f, null, Float.NaN),
        Column.of(ColumnType.NUMBER, DataTypes.DoubleType, -0.0, null, Double.NEGATIVE_INFINITY));
  }

  static Stream<Column> others() {
    return Stream.of(
        Column.of(ColumnType.BOOLEAN, DataTypes.BooleanType, true, null, false),
        array(ColumnType.STRING_ARRAY, array(text("x"), null, text("")), null, array()),
        array(ColumnType.BOOLEAN_ARRAY, array(false, null, true), null, array()),
        array(ColumnType.INTEGRAL_ARRAY, array(Long.MIN_VALUE, null, 3L), null, array()),
        array(ColumnType.NUMBER_ARRAY, array(2.5, null, Double.NaN), null, array()));
  }

  static Stream<Column> all() {
    return Stream.concat(scalars(), others());
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyTypeIsReadAsFromRows(Column column) {
    assertReadsLikeRows(column, plain(column));
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void dictionariesAreReadAsFromRows(Column column) {
    assertReadsLikeRows(column, encoded(column));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyTypeThatIsReadIsDeclaredSo(Column column) {
    assertThat(ColumnVectorReader.reads(column.read(), column.stored())).isTrue();
  }

  @Test
  void typesThatNeedACastAreNotRead() {
    assertThat(ColumnVectorReader.reads(ColumnType.INTEGRAL, DataTypes.DoubleType)).isFalse();
    assertThat(ColumnVectorReader.reads(ColumnType.INTEGRAL, DataTypes.BooleanType)).isFalse();
    assertThat(ColumnVectorReader.reads(ColumnType.NUMBER, DataTypes.createDecimalType(9, 2)))
        .isFalse();
    assertThat(ColumnVectorReader.reads(ColumnType.NUMBER, DataTypes.StringType)).isFalse();
    assertThat(ColumnVectorReader.reads(ColumnType.STRING, DataTypes.LongType)).isFalse();
    assertThat(ColumnVectorReader.reads(ColumnType.BOOLEAN, DataTypes.LongType)).isFalse();
    assertThat(ColumnVectorReader.reads(ColumnType.STRING_ARRAY, DataTypes.StringType)).isFalse();
    assertThat(
            ColumnVectorReader.reads(
                ColumnType.INTEGRAL_ARRAY, DataTypes.createArrayType(DataTypes.IntegerType)))
        .isFalse();
  }

  @Test
  void columnsAreTakenFromTheVectorsTheyAreIn() {
    ColumnVectorReader reader =
        new ColumnVectorReader(
            List.of(
                new InputColumn("a", ColumnType.INTEGRAL),
                new InputColumn("b", ColumnType.INTEGRAL),
                new InputColumn("again", ColumnType.NUMBER)),
            List.of(2, 0, 2));
    reader.point(batch(longs(1, 2), longs(3, 4), longs(5, 6)));
    reader.moveTo(1);
    assertThat(reader.integral(0)).isEqualTo(6);
    assertThat(reader.integral(1)).isEqualTo(2);
    assertThat(reader.number(2)).isEqualTo(6);
    reader.moveTo(0);
    assertThat(reader.integral(0)).isEqualTo(5);
  }

  @Test
  void theNextBatchMayStoreAColumnOtherwise() {
    Column bytes = Column.of(ColumnType.INTEGRAL, DataTypes.ByteType, (byte) 9, (byte) 8);
    ColumnVectorReader reader =
        new ColumnVectorReader(List.of(new InputColumn("a", ColumnType.INTEGRAL)), List.of(0));
    reader.point(batch(longs(1, 2)));
    reader.point(batch(plain(bytes)));
    reader.moveTo(1);
    assertThat(reader.integral(0)).isEqualTo(8);
    reader.point(batch(encoded(bytes)));
    reader.moveTo(0);
    assertThat(reader.integral(0)).isEqualTo(9);
  }

  private static void assertReadsLikeRows(Column column, ColumnVector vector) {
    List<InputColumn> columns = List.of(new InputColumn("c", column.read()));
    ColumnVectorReader reader = new ColumnVectorReader(columns, List.of(0));
    InternalRowReader expected = new InternalRowReader(columns, 0);
    reader.point(batch(vector));
    for (int row = 0; row < column.values().size(); row++) {
      Object value = column.canonical().get(row);
      expected.point(new GenericInternalRow(new Object[] {value == Missing.VALUE ? null : value}));
      reader.moveTo(row);
      assertThat(reader.isMissing(0)).isEqualTo(expected.isMissing(0));
      if (!expected.isMissing(0)) {
        assertSameValue(column.read(), reader, expected);
      }
    }
  }

  private static void assertSameValue(
      ColumnType type, ColumnVectorReader reader, InternalRowReader expected) {
    switch (type) {
      case STRING -> assertThat(reader.utf8(0)).isEqualTo(expected.utf8(0));
      case BOOLEAN, INTEGRAL -> assertThat(reader.integral(0)).isEqualTo(expected.integral(0));
      case NUMBER -> assertThat(reader.number(0)).isEqualTo(Double.valueOf(expected.number(0)));
      default -> {
        assertThat(reader.size(0)).isEqualTo(expected.size(0));
        for (int element = 0; element < expected.size(0); element++) {
          assertSameElement(type, element, reader, expected);
        }
      }
    }
  }

  private static void assertSameElement(
      ColumnType type, int element, ColumnVectorReader reader, InternalRowReader expected) {
    assertThat(reader.isElementMissing(0, element))
        .isEqualTo(expected.isElementMissing(0, element));
    if (expected.isElementMissing(0, element)) {
      return;
    }
    switch (type) {
      case STRING_ARRAY ->
          assertThat(reader.utf8Element(0, element)).isEqualTo(expected.utf8Element(0, element));
      case NUMBER_ARRAY ->
          assertThat(reader.numberElement(0, element))
              .isEqualTo(Double.valueOf(expected.numberElement(0, element)));
      default ->
          assertThat(reader.integralElement(0, element))
              .isEqualTo(expected.integralElement(0, element));
    }
  }

  private static ColumnVector longs(Object... values) {
    Object[] longs = Arrays.stream(values).map(value -> ((Integer) value).longValue()).toArray();
    return plain(Column.of(ColumnType.INTEGRAL, DataTypes.LongType, longs));
  }

  private static ColumnVector plain(Column column) {
    WritableColumnVector vector = new OnHeapColumnVector(8, column.stored());
    RowToColumnConverter converter =
        new RowToColumnConverter(new StructType().add("c", column.stored()));
    for (Object value : column.values()) {
      InternalRow row = new GenericInternalRow(new Object[] {value});
      converter.convert(row, new WritableColumnVector[] {vector});
    }
    return vector;
  }

  /** As Parquet's reader leaves a column whose pages have a dictionary: its last value first. */
  private static ColumnVector encoded(Column column) {
    int size = column.values().size();
    WritableColumnVector vector = new OnHeapColumnVector(8, column.stored());
    WritableColumnVector ids = vector.reserveDictionaryIds(size);
    for (int row = 0; row < size; row++) {
      if (column.values().get(row) == null) {
        vector.putNull(row);
      } else {
        ids.putInt(row, size - 1 - row);
      }
    }
    vector.setDictionary(new Values(column.values()));
    return vector;
  }

  private static ColumnarBatch batch(ColumnVector... vectors) {
    return new ColumnarBatch(vectors, 2);
  }

  private static Column array(ColumnType read, Object... values) {
    return Column.of(read, SparkColumnTypes.canonical(read), values);
  }

  private static GenericArrayData array(Object... elements) {
    return new GenericArrayData(elements);
  }

  private static UTF8String text(String value) {
    return UTF8String.fromString(value);
  }

  /** A dictionary of a column's values, the last one first. */
  private record Values(List<Object> values) implements Dictionary {
    private Object value(int id) {
      return values.get(values.size() - 1 - id);
    }

    @Override
    public int decodeToInt(int id) {
      return ((Number) value(id)).intValue();
    }

    @Override
    public long decodeToLong(int id) {
      return ((Number) value(id)).longValue();
    }

    @Override
    public float decodeToFloat(int id) {
      return ((Number) value(id)).floatValue();
    }

    @Override
    public double decodeToDouble(int id) {
      return ((Number) value(id)).doubleValue();
    }

    @Override
    public byte[] decodeToBinary(int id) {
      return ((UTF8String) value(id)).getBytes();
    }
  }
}
