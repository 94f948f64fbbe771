package io.quern.model.feature.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quern.api.Option;
import io.quern.api.OptionText;
import io.quern.api.Options;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.MissingCategory;
import io.quern.model.feature.MissingNumber;
import io.quern.model.feature.Pooling;
import io.quern.model.feature.Scaling;
import io.quern.model.feature.Transform;
import io.quern.model.feature.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class FeatureFunctionsTest {
  private static final InputColumn USER = new InputColumn("user", ColumnType.INTEGRAL);
  private static final InputColumn CITY = new InputColumn("city", ColumnType.STRING);
  private static final InputColumn PRICE = new InputColumn("price", ColumnType.NUMBER);
  private static final InputColumn TAGS = new InputColumn("tags", ColumnType.STRING_ARRAY);
  private static final InputColumn WEIGHTS = new InputColumn("w", ColumnType.NUMBER_ARRAY);

  @Test
  void withoutArgumentsMakesTheDefaultFeatureOfAColumn() {
    assertThat(make("category", "user", List.of(USER)))
        .isEqualTo(Feature.ofColumn(USER, FeatureKind.CATEGORY));
    assertThat(make("number", "price", List.of(PRICE)))
        .isEqualTo(Feature.ofColumn(PRICE, FeatureKind.NUMBER));
    assertThat(make("bag", "tags", List.of(TAGS)))
        .isEqualTo(Feature.ofColumn(TAGS, FeatureKind.BAG));
  }

  @Test
  void readsTheArgumentsOfCategory() {
    Feature feature =
        make("Category", "c", List.of(CITY), "mincount", "3", "maxSize", "9", "table", "t");
    assertThat(feature.transform()).isEqualTo(new Transform.Category(new Vocabulary(3, 9)));
    assertThat(feature.table()).isEqualTo("t");
    assertThat(CallText.of(feature))
        .isEqualTo("category(city, minCount => 3, maxSize => 9, table => t)");
  }

  @Test
  void aConstantStandsForAMissingCategory() {
    Feature city = make("category", "c", List.of(CITY), "missing", "it's", "minCount", "2");
    assertThat(city.transform())
        .isEqualTo(
            new Transform.Category(
                new Vocabulary(2, 0), MissingCategory.constant(ColumnType.STRING, "it's")));
    assertThat(CallText.of(city)).isEqualTo("category(city, missing => 'it\\'s', minCount => 2)");
    assertThat(CallText.of(make("category", "u", List.of(USER), "missing", "007")))
        .isEqualTo("category(user, missing => 7)");
    assertThat(CallText.of(make("category", "p", List.of(PRICE), "missing", "1e3")))
        .isEqualTo("category(price, missing => 1000.0)");
    InputColumn mobile = new InputColumn("mobile", ColumnType.BOOLEAN);
    assertThat(CallText.of(make("category", "m", List.of(mobile), "missing", "TRUE")))
        .isEqualTo("category(mobile, missing => true)");
  }

  @Test
  void theConstantIsOfTheColumnsType() {
    assertThat(rejectedMissing(USER, "few"))
        .isEqualTo("Argument 'missing' of column 'user' expects a whole number, found 'few'");
    assertThat(rejectedMissing(USER, "0.5"))
        .isEqualTo("Argument 'missing' of column 'user' expects a whole number, found '0.5'");
    assertThat(rejectedMissing(PRICE, "NaN"))
        .isEqualTo("Argument 'missing' of column 'price' expects a number, found 'NaN'");
    assertThat(rejectedMissing(new InputColumn("mobile", ColumnType.BOOLEAN), "1"))
        .isEqualTo("Argument 'missing' of column 'mobile' expects true or false, found '1'");
  }

  private static String rejectedMissing(InputColumn column, String text) {
    return catchThrowableOfType(
            QuernException.class, () -> make("category", "c", List.of(column), "missing", text))
        .getMessage();
  }

  @Test
  void everyFunctionTakesTheLengthOfItsVectors() {
    assertThat(CallText.of(make("category", "t", List.of(CITY), "table", "x", "dim", "8")))
        .isEqualTo("category(city, table => x, dim => 8)");
    assertThat(make("number", "n", List.of(PRICE), "dim", "2").dim()).isEqualTo(2);
    assertThat(make("buckets", "b", List.of(PRICE), "at", "1", "dim", "3").dim()).isEqualTo(3);
    assertThat(make("bag", "g", List.of(TAGS), "dim", "4").dim()).isEqualTo(4);
    assertThat(CallText.of(make("cross", "x", List.of(USER, CITY), "dim", "5")))
        .isEqualTo("cross(user, city, dim => 5)");
    assertThat(rejected("number", "dim", "0"))
        .hasMessage("Argument 'dim' must be at least 1, found '0'");
  }

  @Test
  void readsTheArgumentsOfNumber() {
    Feature feature = make("number", "n", List.of(PRICE), "scale", "MINMAX", "missing", "-1.5");
    assertThat(feature.transform())
        .isEqualTo(new Transform.Number(Scaling.MIN_MAX, MissingNumber.constant(-1.5)));
    assertThat(CallText.of(feature)).isEqualTo("number(price, scale => minMax, missing => -1.5)");
    assertThat(make("number", "n", List.of(PRICE), "missing", "Mean").transform())
        .isEqualTo(new Transform.Number(Scaling.STANDARD, MissingNumber.MEAN));
    assertThat(rejected("number", "missing", "median"))
        .hasMessage("Argument 'missing' expects row, mean or a number, found 'median'");
    assertThat(rejected("number", "missing", "NaN"))
        .hasMessage("Argument 'missing' expects row, mean or a number, found 'NaN'");
  }

  @Test
  void readsTheArgumentsOfBuckets() {
    Feature fixed = make("buckets", "b", List.of(USER), "at", "18,25.5");
    assertThat(fixed.kind()).isEqualTo(FeatureKind.CATEGORY);
    assertThat(fixed.transform()).isEqualTo(new Transform.Buckets(List.of(18.0, 25.5)));
    assertThat(CallText.of(fixed)).isEqualTo("buckets(user, at => (18.0, 25.5))");
    Feature fitted = make("buckets", "b", List.of(PRICE), "quantiles", "20");
    assertThat(fitted.transform()).isEqualTo(new Transform.Quantiles(20));
    assertThat(CallText.of(fitted)).isEqualTo("buckets(price, quantiles => 20)");
    assertThat(CallText.of(make("buckets", "b", List.of(PRICE), "at", "1", "missing", "0")))
        .isEqualTo("buckets(price, at => (1.0), missing => 0.0)");
    assertThat(make("buckets", "b", List.of(PRICE), "quantiles", "3", "missing", "-1").transform())
        .isEqualTo(new Transform.Quantiles(3, MissingNumber.constant(-1)));
    assertThat(rejected("buckets", "at", "1", "missing", "mean"))
        .hasMessage("Argument 'missing' expects row or a number, found 'mean'");
  }

  @Test
  void rejectsBoundariesThatDoNotAscend() {
    assertThat(rejected("buckets", "at", "18,18"))
        .hasMessage(
            "Argument 'at' must be at least one boundary, in ascending order, found '18,18'");
    assertThat(rejected("buckets", "at", "18,x"))
        .hasMessage("Argument 'at' expects numbers separated by commas, found '18,x'");
  }

  @Test
  void bucketsNeedEitherBoundariesOrQuantiles() {
    assertThat(rejected("buckets"))
        .hasMessage("Function buckets needs argument 'at' or 'quantiles'");
    assertThat(rejected("buckets", "at", "1", "quantiles", "2"))
        .hasMessage("Arguments 'at' and 'quantiles' of buckets exclude each other")
        .satisfies(e -> assertThat(e.position()).contains(new SourcePosition(2, 9)));
    assertThat(rejected("buckets", "quantiles", "1"))
        .hasMessage("Argument 'quantiles' must be between 2 and 256, found '1'");
  }

  @Test
  void readsTheArgumentsOfBag() {
    Feature feature =
        make("bag", "b", List.of(TAGS, WEIGHTS), "pooling", "SUM", "weights", "w", "minCount", "2");
    assertThat(feature.transform())
        .isEqualTo(new Transform.Bag(Pooling.SUM, true, new Vocabulary(2, 0)));
    assertThat(feature.columns()).containsExactly("tags", "w");
    assertThat(CallText.of(feature))
        .isEqualTo("bag(tags, pooling => sum, weights => w, minCount => 2)");
  }

  @Test
  void crossIsABagWhereAColumnIsAnArray() {
    assertThat(make("cross", "x", List.of(USER, CITY)).kind()).isEqualTo(FeatureKind.CATEGORY);
    Feature bag = make("cross", "x", List.of(USER, TAGS), "maxSize", "5");
    assertThat(bag.kind()).isEqualTo(FeatureKind.BAG);
    assertThat(CallText.of(bag, column -> column.toUpperCase(Locale.ROOT)))
        .isEqualTo("cross(USER, TAGS, maxSize => 5)");
  }

  @Test
  void namesTheNearestFunction() {
    QuernException error =
        catchThrowableOfType(QuernException.class, () -> FeatureFunctions.named("catgory"));
    assertThat(error.headline())
        .isEqualTo(
            "ERROR NAME: Unknown feature function 'catgory'; functions: category, number, buckets,"
                + " bag, cross");
    assertThat(error.hint()).contains("Did you mean 'category'? See SHOW FUNCTIONS FOR DeepCTR");
  }

  @Test
  void everythingIsDeclaredWithASentence() {
    for (FeatureFunction function : FeatureFunctions.all()) {
      assertThat(function.description()).endsWith(".").matches("[A-Z].*");
      assertThat(function.arguments().owner()).isEqualTo(function.name());
      for (Option<?> argument : function.arguments().options()) {
        assertThat(argument.description()).as(argument.name()).endsWith(".").matches("[A-Z].*");
      }
    }
  }

  private static QuernException rejected(String function, String... arguments) {
    return catchThrowableOfType(
        QuernException.class, () -> make(function, "b", List.of(PRICE), arguments));
  }

  private static Feature make(
      String function, String name, List<InputColumn> columns, String... arguments) {
    List<OptionText> texts = new ArrayList<>();
    for (int i = 0; i < arguments.length; i += 2) {
      int line = 1 + i / 2;
      texts.add(
          new OptionText(
              arguments[i],
              arguments[i + 1],
              new SourcePosition(line, 1),
              new SourcePosition(line, 9)));
    }
    FeatureFunction named = FeatureFunctions.named(function);
    Options options = named.arguments().resolve(texts);
    return named.feature(name, columns, options);
  }
}
