package io.quern.planner.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quern.api.OptionText;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.model.algorithm.DeepCtrOptions;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.InputColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

final class FeatureChooserTest {
  private static final StructType SOURCE =
      StructType.fromDDL(
          "click INT, user BIGINT, city STRING, member BOOLEAN, small TINYINT, price DOUBLE,"
              + " rate FLOAT, cost DECIMAL(10,2), tags ARRAY<STRING>, seen ARRAY<INT>,"
              + " flags ARRAY<BOOLEAN>, attrs MAP<STRING,STRING>, day DATE, scores ARRAY<DOUBLE>");

  @Test
  void decidesByTypeInTheOrderOfTheSource() {
    assertThat(features(choose(SOURCE)))
        .containsExactly(
            undecided("user"),
            feature("city", ColumnType.STRING, FeatureKind.CATEGORY),
            feature("member", ColumnType.BOOLEAN, FeatureKind.CATEGORY),
            undecided("small"),
            feature("price", ColumnType.NUMBER, FeatureKind.NUMBER),
            feature("rate", ColumnType.NUMBER, FeatureKind.NUMBER),
            feature("cost", ColumnType.NUMBER, FeatureKind.NUMBER),
            feature("tags", ColumnType.STRING_ARRAY, FeatureKind.BAG),
            feature("seen", ColumnType.INTEGRAL_ARRAY, FeatureKind.BAG),
            feature("flags", ColumnType.BOOLEAN_ARRAY, FeatureKind.BAG));
  }

  @Test
  void skipsColumnsOfUnsupportedTypesThatNobodyNamed() {
    assertThat(choose(SOURCE).skipped())
        .extracting(SkippedColumn::name)
        .containsExactly("attrs", "day", "scores");
  }

  @Test
  void keepsTheSourceOrderOfNamedFeatures() {
    assertThat(features(choose(SOURCE, "features", "price, CITY,user")))
        .extracting(Feature::name)
        .containsExactly("user", "city", "price");
  }

  @Test
  void letsOptionsOverrideTheTypeRule() {
    List<Feature> features =
        features(
            choose(
                SOURCE,
                "features",
                "user,price,tags",
                "numeric",
                "user",
                "categorical",
                "price,tags"));
    assertThat(features)
        .containsExactly(
            feature("user", ColumnType.INTEGRAL, FeatureKind.NUMBER),
            feature("price", ColumnType.NUMBER, FeatureKind.CATEGORY),
            feature("tags", ColumnType.STRING_ARRAY, FeatureKind.BAG));
  }

  @Test
  void describesDecisions() {
    assertThat(choose(SOURCE, "features", "user,price", "categorical", "price").decisions())
        .extracting(FeatureDecision::describe)
        .containsExactly(
            "category(user BIGINT), by type, and a number if they are quantities",
            "category(price DOUBLE), by option 'categorical'");
  }

  @Test
  void rejectsAFeatureThatDoesNotExist() {
    QuernException error = rejected(SOURCE, "features", "user,citty");
    assertThat(error.headline())
        .isEqualTo(
            "ERROR NAME at 2:10: Feature column 'citty' does not exist; columns: click, user, city,"
                + " member, small, price, rate, cost, tags, seen, flags, attrs, day, scores");
    assertThat(error.hint()).contains("Did you mean 'city'?");
  }

  @Test
  void rejectsAFeatureGivenTwice() {
    assertThat(rejected(SOURCE, "features", "user,city,User").headline())
        .isEqualTo("ERROR OPTION at 2:10: Feature column 'user' is given twice");
  }

  @Test
  void rejectsTheLabelAsAFeature() {
    assertThat(rejected(SOURCE, "features", "user,click").headline())
        .isEqualTo("ERROR OPTION at 2:10: Feature column 'click' is the label");
  }

  @Test
  void rejectsAnUnsupportedTypeThatIsNamed() {
    assertThat(rejected(SOURCE, "features", "user,attrs").headline())
        .isEqualTo(
            "ERROR TYPE at 2:10: Feature column 'attrs' has type MAP<STRING, STRING>; supported are"
                + " numbers, BOOLEAN, STRING, and arrays of whole numbers, BOOLEAN or STRING");
  }

  @Test
  void rejectsANumericColumnThatHoldsNoNumbers() {
    QuernException error = rejected(SOURCE, "numeric", "city");
    assertThat(error.headline())
        .isEqualTo("ERROR TYPE at 2:10: Numeric column 'city' has type STRING, expected a number");
    assertThat(error.hint()).contains("Cast it to DOUBLE in a query");
  }

  @Test
  void rejectsAColumnThatIsBothCategoricalAndNumeric() {
    assertThat(rejected(SOURCE, "categorical", "user", "numeric", "user").headline())
        .isEqualTo("ERROR OPTION at 3:10: Column 'user' is both in 'categorical' and in 'numeric'");
  }

  @Test
  void rejectsAnOverrideOfWhatIsNoFeature() {
    assertThat(rejected(SOURCE, "features", "user", "categorical", "city").headline())
        .isEqualTo(
            "ERROR OPTION at 3:10: Column 'city' of option 'categorical' is not one of the"
                + " features");
  }

  @Test
  void rejectsALabelThatDoesNotExist() {
    OptionText label = text("label", "clik", 1);
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> chooser(StructType.fromDDL("click INT, user INT"), List.of(label)))
        .satisfies(
            e -> {
              assertThat(e.headline())
                  .isEqualTo(
                      "ERROR NAME at 1:10: Label column 'clik' does not exist; columns: click,"
                          + " user");
              assertThat(e.hint()).contains("Did you mean 'click'?");
            });
  }

  @Test
  void namesAtMostTwentyColumnsOfAWideSource() {
    StringBuilder ddl = new StringBuilder("click INT");
    for (int i = 1; i <= 30; i++) {
      ddl.append(", c").append(i).append(" INT");
    }
    assertThat(rejected(StructType.fromDDL(ddl.toString()), "features", "x1").getMessage())
        .endsWith("c18, c19 and 11 more");
  }

  @Test
  void rejectsTwoColumnsOfOneName() {
    assertThat(rejected(StructType.fromDDL("click INT, user INT, User STRING")).headline())
        .isEqualTo("ERROR NAME: Column 'user' is ambiguous: the source has user and User");
  }

  @Test
  void tellsColumnsApartByCaseWhereSparkDoes() {
    StructType source = StructType.fromDDL("click INT, user INT, User STRING");
    FeatureChoice choice =
        new FeatureChooser(
                new SourceColumns(source, true),
                DeepCtrOptions.SET.resolve(List.of(text("label", "click", 1))))
            .choose(List.of());
    assertThat(choice.features()).extracting(Feature::name).containsExactly("user", "User");
  }

  @Test
  void rejectsASourceWithoutFeatures() {
    assertThat(rejected(StructType.fromDDL("click INT, day DATE")).headline())
        .isEqualTo("ERROR TYPE: The source has no column to learn from beside label 'click'");
  }

  private static QuernException rejected(StructType source, String... options) {
    try {
      choose(source, options);
    } catch (QuernException e) {
      return e;
    }
    throw new AssertionError("Accepted: " + List.of(options));
  }

  private static FeatureChoice choose(StructType source, String... options) {
    List<OptionText> texts = new ArrayList<>(List.of(text("label", "click", 1)));
    for (int i = 0; i < options.length; i += 2) {
      texts.add(text(options[i], options[i + 1], 2 + i / 2));
    }
    return chooser(source, texts).choose(List.of());
  }

  private static FeatureChooser chooser(StructType source, List<OptionText> texts) {
    return new FeatureChooser(new SourceColumns(source, false), DeepCtrOptions.SET.resolve(texts));
  }

  private static Feature feature(String name, ColumnType type, FeatureKind kind) {
    return Feature.ofColumn(new InputColumn(name, type), kind);
  }

  private static Feature undecided(String name) {
    return Feature.ofWholeNumbers(new InputColumn(name, ColumnType.INTEGRAL));
  }

  private static List<Feature> features(FeatureChoice choice) {
    return choice.features();
  }

  private static OptionText text(String name, String value, int line) {
    return new OptionText(name, value, new SourcePosition(line, 1), new SourcePosition(line, 10));
  }
}
