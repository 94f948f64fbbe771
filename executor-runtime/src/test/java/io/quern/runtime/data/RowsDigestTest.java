package io.quern.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.ColumnType;
import io.quern.model.feature.EncodedRowsBuilder;
import io.quern.model.feature.FeatureEncoder;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureSchema;
import io.quern.runtime.data.ChunkHeader.Kind;
import io.quern.runtime.rows.InternalRowReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.junit.jupiter.api.Test;

class RowsDigestTest {
  private static final FeatureSchema SCHEMA =
      FeatureSchema.builder()
          .column("item", ColumnType.INTEGRAL, FeatureKind.CATEGORY)
          .column("price", ColumnType.NUMBER, FeatureKind.NUMBER)
          .column("tags", ColumnType.INTEGRAL_ARRAY, FeatureKind.BAG)
          .column("words", ColumnType.INTEGRAL_ARRAY, FeatureKind.BAG)
          .build();

  private final List<Row> rows =
      List.of(
          new Row(1, 7, 0.5, List.of(1L, 2L), List.of(3L)),
          new Row(0, 7, 0.5, List.of(1L, 2L), List.of(3L)),
          new Row(0, 8, 1.5, List.of(), List.of(4L, 4L)));

  /** A row before it is encoded. */
  private record Row(float label, long item, double price, List<Long> tags, List<Long> words) {}

  @Test
  void doesNotDependOnOrderOrChunks() {
    List<Row> reversed = new ArrayList<>(rows);
    Collections.reverse(reversed);

    RowsDigest whole = digest(Kind.TRAINING, rows);
    RowsDigest parts =
        digest(Kind.TRAINING, reversed.subList(0, 1))
            .plus(digest(Kind.TRAINING, reversed.subList(1, 3)));

    assertThat(parts).isEqualTo(whole);
    assertThat(whole.trainingRows()).isEqualTo(3);
  }

  @Test
  void everyPartOfARowCounts() {
    Row row = rows.get(0);
    assertOther(row, new Row(0, 7, 0.5, row.tags(), row.words()));
    assertOther(row, new Row(1, 8, 0.5, row.tags(), row.words()));
    assertOther(row, new Row(1, 7, 0.25, row.tags(), row.words()));
    assertOther(row, new Row(1, 7, 0.5, List.of(1L), List.of(2L, 3L)));
    assertOther(row, new Row(1, 7, 0.5, List.of(2L, 1L), row.words()));
  }

  @Test
  void rowsHeldOutCountApart() {
    RowsDigest before = digest(Kind.TRAINING, rows).plus(digest(Kind.VALIDATION, rows));
    RowsDigest after =
        digest(Kind.TRAINING, rows).plus(digest(Kind.VALIDATION, rows.subList(0, 2)));
    assertThat(after.difference(before)).contains("it had 3 validation rows, there are 2 now");
    assertThat(before.difference(before)).isEmpty();
  }

  private static void assertOther(Row row, Row other) {
    assertThat(
            digest(Kind.TRAINING, List.of(other)).difference(digest(Kind.TRAINING, List.of(row))))
        .contains("the training rows have changed since");
  }

  private static RowsDigest digest(Kind kind, List<Row> rows) {
    FeatureEncoder encoder = new FeatureEncoder(SCHEMA);
    EncodedRowsBuilder encoded = new EncodedRowsBuilder(encoder.layout());
    InternalRowReader reader = new InternalRowReader(SCHEMA.columns(), 0);
    for (Row row : rows) {
      reader.point(
          new GenericInternalRow(
              new Object[] {row.item(), row.price(), array(row.tags()), array(row.words())}));
      encoder.encode(reader, row.label(), encoded);
    }
    byte[] chunk = new ChunkHeader(kind, 0, 0, 0).prepend(encoded.build().bytes());
    return RowsDigest.of(encoder.layout(), chunk);
  }

  private static GenericArrayData array(List<Long> values) {
    return new GenericArrayData(values.toArray());
  }
}
