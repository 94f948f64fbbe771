package io.quern.model.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FeatureSchemaTest {
  private static final InputColumn CITY = new InputColumn("city", ColumnType.STRING);
  private static final InputColumn PRICE = new InputColumn("price", ColumnType.NUMBER);
  private static final InputColumn TAGS = new InputColumn("tags", ColumnType.STRING_ARRAY);
  private static final InputColumn WEIGHTS = new InputColumn("weights", ColumnType.NUMBER_ARRAY);
  private static final Transform CROSS = new Transform.Cross(Vocabulary.ALL);

  @Test
  void everyColumnAndFeatureIsThereOnce() {
    Feature city = Feature.ofColumn(CITY, FeatureKind.CATEGORY);
    assertRefused(
        () -> new FeatureSchema(List.of(CITY, CITY), List.of(city)),
        "Column 'city' is there twice");
    assertRefused(
        () -> new FeatureSchema(List.of(CITY), List.of(city, city)),
        "Feature 'city' is there twice");
    assertRefused(
        () -> new FeatureSchema(List.of(PRICE), List.of(city)),
        "Feature 'city' reads column 'city', which is not there");
    assertRefused(() -> new FeatureSchema(List.of(CITY), List.of()), "There are no features");
  }

  @Test
  void aCrossIsABagWhereAnyColumnIsAnArray() {
    assertThat(Feature.of("x", List.of(CITY, PRICE), CROSS).kind()).isEqualTo(FeatureKind.CATEGORY);
    assertThat(Feature.of("x", List.of(CITY, TAGS), CROSS).kind()).isEqualTo(FeatureKind.BAG);
  }

  @Test
  void transformsRefuseColumnsThatDoNotFit() {
    Transform number = new Transform.Number(Scaling.LOG, MissingNumber.MEAN);
    Transform weighted = new Transform.Bag(Pooling.SUM, true, Vocabulary.ALL);
    assertRefused(() -> Feature.of("x", List.of(CITY), number), "[STRING] cannot be a number");
    assertRefused(() -> Feature.of("x", List.of(CITY), CROSS), "[STRING] cannot be a cross");
    assertRefused(() -> Feature.of("x", List.of(TAGS), weighted), "[STRING_ARRAY] cannot be a bag");
    assertRefused(
        () -> Feature.of("x", List.of(TAGS, CITY), weighted),
        "[STRING_ARRAY, STRING] cannot be a weighted bag");
    assertRefused(
        () -> Feature.ofColumn(WEIGHTS, FeatureKind.BAG), "[NUMBER_ARRAY] cannot be a bag");
    assertRefused(
        () -> Feature.of("x", List.of(CITY), new Transform.Quantiles(4)),
        "[STRING] cannot be a number in buckets");
  }

  @Test
  void argumentsOutOfRangeAreRefused() {
    assertRefused(
        () -> new Transform.Buckets(List.of(1.0, 1.0)), "Boundaries do not ascend: [1.0, 1.0]");
    assertRefused(() -> new Transform.Buckets(List.of()), "Buckets need at least one boundary");
    assertRefused(() -> new Transform.Quantiles(1), "Invalid number of quantiles: 1");
    assertRefused(
        () -> new Transform.Quantiles(2, MissingNumber.MEAN),
        "Buckets have no mean to stand for a missing number");
    assertRefused(() -> MissingNumber.constant(Double.NaN), "Invalid constant NaN for CONSTANT");
  }

  @Test
  void aConstantIsAValueOfItsColumn() {
    Transform x =
        new Transform.Category(Vocabulary.ALL, MissingCategory.constant(ColumnType.STRING, "x"));
    assertRefused(() -> Feature.of("x", List.of(PRICE), x), "'x' is not a number");
    assertRefused(
        () -> MissingCategory.constant(ColumnType.INTEGRAL, "x"), "'x' is not a whole number");
  }

  @Test
  void featuresThatShareATableHaveVectorsOfOneLength() {
    Feature city = Feature.ofColumn(CITY, FeatureKind.CATEGORY);
    Feature tags = Feature.ofColumn(TAGS, FeatureKind.BAG).withTable("city");
    List<InputColumn> columns = List.of(CITY, TAGS);
    assertThat(new FeatureSchema(columns, List.of(city.withDim(2), tags.withDim(2))).features())
        .hasSize(2);
    assertRefused(
        () -> new FeatureSchema(columns, List.of(city.withDim(2), tags)),
        "Features 'city' and 'tags' share table 'city', but not the length of vectors: 2, 0");
    assertRefused(() -> city.withDim(-1), "Feature 'city' has vectors of length -1");
  }

  private static void assertRefused(ThrowingCallable code, String message) {
    assertThatThrownBy(code).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
