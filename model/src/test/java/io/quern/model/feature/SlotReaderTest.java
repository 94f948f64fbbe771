package io.quern.model.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotReaderTest {
  private static final FeatureSchema SCHEMA = RandomRows.TRANSFORMS;

  @Test
  void everyTransformAgreesWithASlowReferenceOnKnownAndUnknownRows() {
    for (int seed = 0; seed < 6; seed++) {
      List<List<Object>> training = new RandomRows(seed).next(SCHEMA, 400);
      List<List<Object>> rows = new ArrayList<>(training.subList(0, 100));
      rows.addAll(new RandomRows(seed + 100).next(SCHEMA, 200));
      rows.add(new ArrayList<>(Arrays.asList(new Object[SCHEMA.columns().size()])));
      FeatureMap map = RandomRows.featureMap(SCHEMA, RandomRows.encode(SCHEMA, training));
      Map<Feature, List<ReferenceSlots.Slot>> expected =
          new ReferenceSlots(SCHEMA, training).of(rows);
      EncodedRows encoded = RandomRows.encode(SCHEMA, rows);
      SlotReader reader = new SlotReader(map);
      for (int row = 0; row < rows.size(); row++) {
        reader.read(encoded, row);
        assertAgrees(reader, expected, row);
      }
    }
  }

  private static void assertAgrees(
      SlotReader reader, Map<Feature, List<ReferenceSlots.Slot>> expected, int row) {
    FeatureLayout layout = SCHEMA.layout();
    List<Feature> slots = FeatureMap.slots(SCHEMA.features());
    for (int slot = 0; slot < slots.size(); slot++) {
      ReferenceSlots.Slot wanted = expected.get(slots.get(slot)).get(row);
      List<Long> keys = new ArrayList<>();
      List<Double> factors = new ArrayList<>();
      if (slot < layout.singles()) {
        boolean number = slot >= layout.categories();
        keys.add(reader.singles[slot]);
        factors.add(number ? reader.factors[slot - layout.categories()] : 1.0);
      } else {
        int bag = slot - layout.singles();
        for (int i = reader.bagOffsets[bag]; i < reader.bagOffsets[bag + 1]; i++) {
          keys.add(reader.bagKeys[i]);
          factors.add((double) reader.bagFactors[i]);
        }
        assertThat(reader.maxPooled()[bag]).isEqualTo(wanted.max());
      }
      assertThat(keys).as("%s in row %d", slots.get(slot), row).isEqualTo(wanted.keys());
      for (int i = 0; i < keys.size(); i++) {
        double factor = wanted.factors().get(i);
        assertThat(factors.get(i))
            .as("%s in row %d", slots.get(slot), row)
            .isCloseTo(factor, within(1e-6 * Math.max(1, Math.abs(factor))));
      }
    }
  }

  @Test
  void weightsThatAreMissingAreOneAndThoseBeyondTheElementsAreIgnored() {
    FeatureSchema schema =
        FeatureSchema.builder()
            .column("a", ColumnType.STRING_ARRAY)
            .column("w", ColumnType.NUMBER_ARRAY)
            .feature("sum", new Transform.Bag(Pooling.SUM, true, Vocabulary.ALL), "a", "w")
            .feature("mean", new Transform.Bag(Pooling.MEAN, true, Vocabulary.ALL), "a", "w")
            .build();
    List<String> elements = Arrays.asList("x", null, "y", "z");
    SlotReader reader = read(schema, Arrays.asList(elements, List.of(3.0, 9.0, Double.NaN)));
    assertThat(Arrays.copyOf(reader.bagFactors, 6)).containsExactly(3, 1, 1, 0.6f, 0.2f, 0.2f);
    reader = read(schema, Arrays.asList(List.of("x"), List.of(-4.0, 5.0)));
    assertThat(Arrays.copyOf(reader.bagFactors, 2)).containsExactly(-4, -1);
    reader = read(schema, Arrays.asList(List.of("x", "y"), null));
    assertThat(Arrays.copyOf(reader.bagFactors, 4)).containsExactly(1, 1, 0.5f, 0.5f);
    reader = read(schema, Arrays.asList(List.of("x", "y"), List.of(0.0, 0.0)));
    assertThat(Arrays.copyOf(reader.bagFactors, 4)).containsExactly(0, 0, 0, 0);
    reader = read(schema, Arrays.asList(List.of("x"), List.of(1e300)));
    assertThat(reader.bagFactors[0]).isEqualTo(1e6f);
  }

  @Test
  void theOrderOfACrossCounts() {
    FeatureSchema schema =
        FeatureSchema.builder()
            .column("a", ColumnType.INTEGRAL)
            .column("b", ColumnType.INTEGRAL)
            .feature("ab", new Transform.Cross(Vocabulary.ALL), "a", "b")
            .feature(
                new Feature(
                    "ba",
                    FeatureKind.CATEGORY,
                    List.of("b", "a"),
                    new Transform.Cross(Vocabulary.ALL),
                    "ab",
                    0))
            .build();
    SlotReader reader = read(schema, List.of(1L, 2L));
    assertThat(reader.singles[0]).isNotEqualTo(reader.singles[1]);
  }

  @Test
  void numbersThatAreNotScaledStayFinite() {
    FeatureSchema schema =
        FeatureSchema.builder()
            .column("x", ColumnType.NUMBER)
            .feature("x", new Transform.Number(Scaling.NONE, MissingNumber.MEAN), "x")
            .build();
    assertThat(read(schema, List.of(2e9)).factors[0]).isEqualTo(2e9f);
    assertThat(read(schema, List.of(1e200)).factors[0]).isEqualTo(1e30f);
    assertThat(read(schema, Arrays.asList((Object) null)).factors[0]).isZero();
  }

  /** One row, which is also what everything is fitted to. */
  private static SlotReader read(FeatureSchema schema, List<?> row) {
    EncodedRows rows = RandomRows.encode(schema, List.of(new ArrayList<>(row)));
    SlotReader reader = new SlotReader(RandomRows.featureMap(schema, rows));
    reader.read(rows, 0);
    return reader;
  }
}
