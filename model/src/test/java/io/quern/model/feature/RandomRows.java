package io.quern.model.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Seeded rows with every type and kind, nulls, NaN, infinities, empty and holey arrays. */
public final class RandomRows {
  /** One feature of each kind and type, deliberately not in the order of slots. */
  public static final FeatureSchema FEATURES =
      FeatureSchema.builder()
          .column("tags", ColumnType.STRING_ARRAY, FeatureKind.BAG)
          .column("price", ColumnType.NUMBER, FeatureKind.NUMBER)
          .column("user", ColumnType.INTEGRAL, FeatureKind.CATEGORY)
          .column("city", ColumnType.STRING, FeatureKind.CATEGORY)
          .column("visits", ColumnType.INTEGRAL, FeatureKind.NUMBER)
          .column("mobile", ColumnType.BOOLEAN, FeatureKind.CATEGORY)
          .column("flags", ColumnType.BOOLEAN_ARRAY, FeatureKind.BAG)
          .column("rate", ColumnType.NUMBER, FeatureKind.CATEGORY)
          .column("items", ColumnType.INTEGRAL_ARRAY, FeatureKind.BAG)
          .build();

  private static final double[] ODD_NUMBERS = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0
  };

  private final Random random;

  public RandomRows(long seed) {
    random = new Random(seed);
  }

  /** Rows of {@link #FEATURES}. */
  public List<List<Object>> next(int count) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Object[] row = FEATURES.columns().stream().map(column -> value(column.type())).toArray();
      rows.add(Arrays.asList(row));
    }
    return rows;
  }

  private Object value(ColumnType type) {
    if (random.nextInt(8) == 0) {
      return null;
    }
    return switch (type) {
      case STRING -> random.nextInt(10) == 0 ? "" : "città-" + random.nextInt(20);
      case BOOLEAN -> random.nextBoolean();
      case INTEGRAL -> (long) random.nextInt(50) - 10;
      case NUMBER -> number();
      case STRING_ARRAY -> elements(ColumnType.STRING);
      case BOOLEAN_ARRAY -> elements(ColumnType.BOOLEAN);
      case INTEGRAL_ARRAY -> elements(ColumnType.INTEGRAL);
      case NUMBER_ARRAY -> elements(ColumnType.NUMBER);
    };
  }

  private double number() {
    return random.nextInt(6) == 0
        ? ODD_NUMBERS[random.nextInt(ODD_NUMBERS.length)]
        : Math.rint(random.nextGaussian() * 40) / 4;
  }

  private List<Object> elements(ColumnType type) {
    Object[] elements = new Object[random.nextInt(5)];
    Arrays.setAll(elements, i -> value(type));
    return Arrays.asList(elements);
  }

  /** Encodes rows; label i is 1 where i is a multiple of 3. */
  public static EncodedRows encode(FeatureSchema features, List<List<Object>> rows) {
    FeatureEncoder encoder = new FeatureEncoder(features);
    EncodedRowsBuilder builder = new EncodedRowsBuilder(encoder.layout());
    ListFeatureRow cursor = new ListFeatureRow();
    for (int i = 0; i < rows.size(); i++) {
      encoder.encode(cursor.point(rows.get(i)), i % 3 == 0 ? 1 : 0, builder);
    }
    return builder.build();
  }

  /** The feature map of encoded rows. */
  public static FeatureMap featureMap(FeatureSchema features, EncodedRows rows) {
    FeatureSummary summary = new FeatureSummary(features);
    summary.add(rows);
    return summary.toFeatureMap();
  }
}
