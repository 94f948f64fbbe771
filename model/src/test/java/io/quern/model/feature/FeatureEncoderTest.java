package io.quern.model.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureEncoderTest {
  private static final FeatureSchema FEATURES = RandomRows.FEATURES;

  @Test
  void agreesWithTheReferenceOnRowsOfEveryTypeAndKind() {
    for (int seed = 0; seed < 20; seed++) {
      List<List<Object>> source = new RandomRows(seed).next(200);
      EncodedRows rows = RandomRows.encode(FEATURES, source);
      assertThat(rows.size()).isEqualTo(200);
      for (int row = 0; row < rows.size(); row++) {
        assertThat(decoded(rows, row)).isEqualTo(reference(source.get(row), row % 3 == 0));
      }
    }
  }

  @Test
  void columnByColumnGivesTheBytesOfRowByRow() {
    for (FeatureSchema schema : List.of(FEATURES, RandomRows.TRANSFORMS)) {
      List<List<Object>> source = new RandomRows(6).next(schema, 500);
      FeatureEncoder encoder = new FeatureEncoder(schema);
      EncodedRowsBuilder byRow = new EncodedRowsBuilder(encoder.layout());
      EncodedRowsBuilder byColumn = new EncodedRowsBuilder(encoder.layout());
      ListFeatureRow cursor = new ListFeatureRow();
      source.forEach(row -> encoder.encode(cursor.point(row), 0, byRow));
      encoder.encode(new ListFeatureRow(source), 0, 300, byColumn);
      assertThat(byColumn.view().bytes()).isEqualTo(byColumn.build().bytes());
      encoder.encode(new ListFeatureRow(source), 300, 500, byColumn);
      assertThat(byColumn.build().bytes()).isEqualTo(byRow.build().bytes());
      byColumn.clear();
      encoder.encode(new ListFeatureRow(source), 300, 500, byColumn);
      assertThat(byColumn.view().bytes())
          .isEqualTo(encodeWithLabelZero(schema, source.subList(300, 500)));
    }
  }

  private static ByteBuffer encodeWithLabelZero(FeatureSchema schema, List<List<Object>> source) {
    FeatureEncoder encoder = new FeatureEncoder(schema);
    EncodedRowsBuilder builder = new EncodedRowsBuilder(encoder.layout());
    ListFeatureRow cursor = new ListFeatureRow();
    source.forEach(row -> encoder.encode(cursor.point(row), 0, builder));
    return builder.build().bytes();
  }

  @Test
  void slotsAreCategoriesThenNumbersThenBagsInTheOrderOfFeatures() {
    assertThat(FEATURES.layout()).isEqualTo(new FeatureLayout(4, 2, 3));
  }

  @Test
  void infinityIsMissingAsNumberButAValueAsCategory() {
    FeatureSchema features =
        FeatureSchema.builder()
            .column("a", ColumnType.NUMBER, FeatureKind.NUMBER)
            .column("b", ColumnType.NUMBER, FeatureKind.CATEGORY)
            .build();
    double infinity = Double.POSITIVE_INFINITY;
    EncodedRows rows = RandomRows.encode(features, List.of(List.of(infinity, infinity)));
    assertThat(rows.number(0, 0)).isNaN();
    assertThat(rows.key(0, 0))
        .isEqualTo(FeatureKeys.ofNumber(FeatureKeys.columnSalt("b"), infinity));
  }

  @Test
  void builderIsReusableAndItsBlocksAreIndependent() {
    assertReusable(FEATURES);
    assertReusable(RandomRows.TRANSFORMS);
  }

  private static void assertReusable(FeatureSchema schema) {
    FeatureEncoder encoder = new FeatureEncoder(schema);
    EncodedRowsBuilder builder = new EncodedRowsBuilder(encoder.layout());
    List<List<Object>> source = new RandomRows(3).next(schema, 300);
    List<ByteBuffer> blocks = new ArrayList<>();
    ListFeatureRow cursor = new ListFeatureRow();
    for (int i = 0; i < source.size(); i++) {
      encoder.encode(cursor.point(source.get(i)), i % 100 % 3 == 0 ? 1 : 0, builder);
      if (i % 100 == 99) {
        assertThat(builder.size()).isEqualTo(100);
        EncodedRows block = builder.build();
        assertThat(block.bytes().remaining()).isEqualTo((int) builder.byteSize());
        blocks.add(block.bytes());
        builder.clear();
      }
    }
    for (int i = 0; i < 3; i++) {
      List<List<Object>> part = source.subList(100 * i, 100 * i + 100);
      assertThat(blocks.get(i)).isEqualTo(RandomRows.encode(schema, part).bytes());
    }
  }

  @Test
  void aRowThatCannotBeReadLeavesNoTrace() {
    FeatureEncoder encoder = new FeatureEncoder(FEATURES);
    EncodedRowsBuilder builder = new EncodedRowsBuilder(encoder.layout());
    List<List<Object>> source = new RandomRows(4).next(10);
    List<Object> broken =
        new ArrayList<>(Arrays.asList(List.of("x"), 1.0, 1L, "a", 1L, true, List.of(true), 1.0));
    broken.add(List.of("not integral"));
    ListFeatureRow cursor = new ListFeatureRow();
    for (int i = 0; i < source.size(); i++) {
      assertThatThrownBy(() -> encoder.encode(cursor.point(broken), 0, builder))
          .isInstanceOf(ClassCastException.class);
      encoder.encode(cursor.point(source.get(i)), i % 3 == 0 ? 1 : 0, builder);
    }
    assertThat(builder.build().bytes()).isEqualTo(RandomRows.encode(FEATURES, source).bytes());
  }

  @Test
  void rowsAreReadFromAnyPlaceOfALargerBuffer() {
    ByteBuffer bytes = RandomRows.encode(FEATURES, new RandomRows(5).next(7)).bytes();
    ByteBuffer larger = ByteBuffer.allocateDirect(bytes.remaining() + 13);
    larger.position(5).put(bytes.duplicate()).flip().position(5);
    EncodedRows rows = EncodedRows.of(FEATURES.encodedLayout(), larger);
    assertThat(rows.bytes()).isEqualTo(bytes);
  }

  @Test
  void refusesBytesThatAreNoRowsOfTheLayout() {
    EncodedRows rows = RandomRows.encode(FEATURES, new RandomRows(6).next(2));
    EncodedLayout layout = rows.layout();
    assertThatThrownBy(() -> EncodedRows.of(layout, ByteBuffer.allocate(40)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Not encoded rows: 40 bytes");
    assertThatThrownBy(() -> EncodedRows.of(layout, rows.bytes().limit(90)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Encoded rows do not fit EncodedLayout[keys=4");
    assertThatThrownBy(() -> EncodedRows.of(new EncodedLayout(1, 0, 0, false), rows.bytes()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Label, keys, numbers and bags as a list that equals. */
  private static List<Object> decoded(EncodedRows rows, int row) {
    List<Object> all = new ArrayList<>();
    all.add(rows.label(row));
    for (int slot = 0; slot < rows.layout().keys(); slot++) {
      all.add(rows.key(row, slot));
    }
    for (int slot = 0; slot < rows.layout().numbers(); slot++) {
      all.add(rows.number(row, slot));
    }
    for (int bag = 0; bag < rows.layout().bags(); bag++) {
      List<Long> keys = new ArrayList<>();
      for (int i = rows.bagStart(row, bag); i < rows.bagEnd(row, bag); i++) {
        keys.add(rows.bagKey(i));
      }
      all.add(keys);
    }
    return all;
  }

  private static List<Object> reference(List<Object> source, boolean positive) {
    List<Object> keys = new ArrayList<>();
    List<Object> numbers = new ArrayList<>();
    List<Object> bags = new ArrayList<>();
    for (int column = 0; column < FEATURES.columns().size(); column++) {
      Feature feature = FEATURES.features().get(column);
      Object value = source.get(column);
      long salt = ReferenceXxHash.hash(feature.name().getBytes(UTF_8), 0);
      long missing = ReferenceXxHash.hash(new byte[0], salt ^ 0x9E3779B97F4A7C15L);
      switch (feature.kind()) {
        case CATEGORY -> keys.add(isMissing(value) ? missing : key(salt, value));
        case NUMBER -> {
          double number = value == null ? Double.NaN : ((Number) value).doubleValue();
          numbers.add(Double.isFinite(number) ? number : Double.NaN);
        }
        case BAG -> {
          List<Long> elements = new ArrayList<>();
          if (value != null) {
            for (Object element : (List<?>) value) {
              if (element != null) {
                elements.add(key(salt, element));
              }
            }
          }
          bags.add(elements.isEmpty() ? List.of(missing) : elements);
        }
      }
    }
    List<Object> all = new ArrayList<>();
    all.add(positive ? 1f : 0f);
    all.addAll(keys);
    all.addAll(numbers);
    all.addAll(bags);
    return all;
  }

  private static boolean isMissing(Object value) {
    return value == null || value instanceof Double number && number.isNaN();
  }

  private static long key(long salt, Object value) {
    return ReferenceXxHash.hash(bytes(value), salt);
  }

  private static byte[] bytes(Object value) {
    if (value instanceof String text) {
      return text.getBytes(UTF_8);
    }
    long bits;
    if (value instanceof Boolean b) {
      bits = b ? 1 : 0;
    } else if (value instanceof Double number) {
      bits = Double.doubleToLongBits(number == 0 ? 0.0 : number);
    } else {
      bits = (Long) value;
    }
    byte[] bytes = new byte[8];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (bits >>> 8 * i);
    }
    return bytes;
  }
}
