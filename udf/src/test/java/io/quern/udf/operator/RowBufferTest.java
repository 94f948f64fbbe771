package io.quern.udf.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

final class RowBufferTest {
  private static final UnsafeProjection PROJECTION =
      UnsafeProjection.create(
          new DataType[] {DataTypes.IntegerType, DataTypes.StringType, DataTypes.DoubleType});

  @Test
  void givesBackRowsOfAnyLengthAfterManyRefills() {
    Random random = new Random(1);
    RowBuffer buffer = new RowBuffer(3);
    for (int refill = 0; refill < 20; refill++) {
      List<UnsafeRow> expected = new ArrayList<>();
      buffer.clear();
      int size = random.nextInt(300);
      for (int i = 0; i < size; i++) {
        UnsafeRow row = row(i, random.nextInt(9) == 0 ? null : "x".repeat(random.nextInt(2000)));
        expected.add(row.copy());
        buffer.add(row);
      }
      assertThat(buffer.size()).isEqualTo(size);
      assertThat(buffer.bytes())
          .isEqualTo(expected.stream().mapToInt(UnsafeRow::getSizeInBytes).sum());
      for (int i = 0; i < size; i++) {
        assertThat(buffer.row(i)).isEqualTo(expected.get(i));
      }
    }
  }

  private static UnsafeRow row(int id, String text) {
    return PROJECTION.apply(
        new GenericInternalRow(
            new Object[] {id, text == null ? null : UTF8String.fromString(text), id / 3.0}));
  }
}
