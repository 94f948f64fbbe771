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

  /** Features of every transform and setting, tables shared by some. */
  public static final FeatureSchema TRANSFORMS =
      FeatureSchema.builder()
          .column("user", ColumnType.INTEGRAL)
          .column("city", ColumnType.STRING)
          .column("mobile", ColumnType.BOOLEAN, FeatureKind.CATEGORY)
          .column("tags", ColumnType.STRING_ARRAY)
          .column("weights", ColumnType.NUMBER_ARRAY)
          .column("items", ColumnType.INTEGRAL_ARRAY, FeatureKind.BAG)
          .column("counts", ColumnType.INTEGRAL_ARRAY)
          .column("price", ColumnType.NUMBER)
          .column("visits", ColumnType.INTEGRAL)
          .feature(
              "tags_max", new Transform.Bag(Pooling.MAX, true, Vocabulary.ALL), "tags", "weights")
          .feature("price_log", number(Scaling.LOG, MissingNumber.OWN_ROW), "price")
          .feature("user", new Transform.Category(new Vocabulary(4, 0)), "user")
          .feature("city", new Transform.Category(new Vocabulary(2, 5)), "city")
          .feature(
              Feature.of(
                      "home",
                      List.of(new InputColumn("city", ColumnType.STRING)),
                      new Transform.Category(Vocabulary.ALL))
                  .withTable("city"))
          .feature("city_known", category(ColumnType.STRING, "", Vocabulary.ALL), "city")
          .feature("user_known", category(ColumnType.INTEGRAL, "-7", new Vocabulary(3, 0)), "user")
          .feature("mobile_known", category(ColumnType.BOOLEAN, "TRUE", Vocabulary.ALL), "mobile")
          .feature("price_known", category(ColumnType.NUMBER, "2.5", new Vocabulary(1, 9)), "price")
          .feature("user_city", new Transform.Cross(Vocabulary.ALL), "user", "city")
          .feature("city_user", new Transform.Cross(new Vocabulary(2, 9)), "city", "user")
          .feature("tags_mobile", new Transform.Cross(Vocabulary.ALL), "tags", "mobile")
          .feature("all", new Transform.Cross(new Vocabulary(2, 0)), "tags", "city", "items")
          .feature("price_mean", number(Scaling.STANDARD, MissingNumber.MEAN), "price")
          .feature("price_two", number(Scaling.MIN_MAX, MissingNumber.constant(2)), "price")
          .feature("price_raw", number(Scaling.NONE, MissingNumber.OWN_ROW), "price")
          .feature("visits_mean", number(Scaling.MIN_MAX, MissingNumber.MEAN), "visits")
          .feature("price_band", new Transform.Buckets(List.of(-3.0, 0.0, 0.25, 8.0)), "price")
          .feature("price_part", new Transform.Quantiles(4), "price")
          .feature("visits_part", new Transform.Quantiles(10), "visits")
          .feature(
              "price_band_one",
              new Transform.Buckets(List.of(-3.0, 0.0, 0.25, 8.0), MissingNumber.constant(1)),
              "price")
          .feature(
              "visits_part_two", new Transform.Quantiles(5, MissingNumber.constant(2)), "visits")
          .feature(
              "tags_mean", new Transform.Bag(Pooling.MEAN, true, Vocabulary.ALL), "tags", "weights")
          .feature("tags_sum", new Transform.Bag(Pooling.SUM, false, new Vocabulary(1, 6)), "tags")
          .feature(
              "items_sum",
              new Transform.Bag(Pooling.SUM, true, new Vocabulary(3, 0)),
              "items",
              "counts")
          .build();

  private static Transform.Category category(ColumnType type, String missing, Vocabulary limits) {
    return new Transform.Category(limits, MissingCategory.constant(type, missing));
  }

  private static Transform.Number number(Scaling scaling, MissingNumber missing) {
    return new Transform.Number(scaling, missing);
  }

  private static final double[] ODD_NUMBERS = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0
  };

  private final Random random;

  public RandomRows(long seed) {
    random = new Random(seed);
  }

  /** Rows of {@link #FEATURES}. */
  public List<List<Object>> next(int count) {
    return next(FEATURES, count);
  }

  /** Rows of a schema's columns. */
  public List<List<Object>> next(FeatureSchema schema, int count) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Object[] row = schema.columns().stream().map(column -> value(column.type())).toArray();
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
    VocabularyCounter vocabularies = new VocabularyCounter(features);
    vocabularies.add(rows);
    return summary.toFeatureMap(vocabularies.fit());
  }
}
