package io.quern.planner.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quern.api.QuernException;
import io.quern.model.algorithm.DeepCtrOptions;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.function.CallText;
import io.quern.parser.DialectParser;
import io.quern.parser.tree.SqlTrain;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the calls of a COLUMNS clause make, and everything that can be wrong with them. */
final class ColumnsClauseTest {
  private static final StructType SOURCE =
      StructType.fromDDL(
          "click INT, user BIGINT, city STRING, price DOUBLE, tags ARRAY<STRING>,"
              + " weights ARRAY<FLOAT>, seen ARRAY<INT>, last INT, attrs MAP<STRING,STRING>");

  @Test
  void aCallStandsForItsColumnInPlaceOfTheDefault() {
    assertThat(texts("category(User, minCount => 2), number(price, scale => log)", ""))
        .containsExactly(
            "user = category(user, minCount => 2)",
            "city = category(city)",
            "price = number(price, scale => log)",
            "tags = bag(tags)",
            "seen = bag(seen)",
            "last = category(last)");
  }

  @Test
  void aColumnMayHaveSeveralFeatures() {
    assertThat(
            texts(
                "buckets(price, quantiles => 4) as band, number(price), category(price) as exact",
                " and features = 'price'"))
        .containsExactly(
            "band = buckets(price, quantiles => 4)",
            "price = number(price)",
            "exact = category(price)");
  }

  @Test
  void crossesComeLastAndLeaveTheirColumnsFeatures() {
    assertThat(
            texts(
                "cross(user, tags) as liked, cross(city, user, price)",
                " and features = 'user,city,tags,price'"))
        .containsExactly(
            "user = category(user)",
            "city = category(city)",
            "price = number(price)",
            "tags = bag(tags)",
            "liked = cross(user, tags)",
            "city_x_user_x_price = cross(city, user, price)");
  }

  @Test
  void weightsAreReadAndHaveNoFeature() {
    FeatureChoice choice =
        choose("bag(tags, weights => weights)", " and features = 'tags,weights'");
    assertThat(choice.features())
        .extracting(CallText::of)
        .containsExactly("bag(tags, weights => weights)");
    assertThat(choice.columns())
        .containsExactly(
            new InputColumn("tags", ColumnType.STRING_ARRAY),
            new InputColumn("weights", ColumnType.NUMBER_ARRAY));
    assertThat(choose("bag(tags, weights => seen)", "").features())
        .extracting(Feature::name)
        .doesNotContain("seen");
  }

  @Test
  void featuresShareTheTableTheyName() {
    FeatureChoice choice =
        choose("category(last, table => 'SEEN'), bag(seen)", " and features = 'last,seen'");
    assertThat(choice.features()).extracting(Feature::table).containsExactly("seen", "seen");
    assertThat(choose("category(last, table => 'Items'), bag(seen, table => items)", "").features())
        .filteredOn(feature -> feature.table().equals("items"))
        .hasSize(2);
  }

  @Test
  void columnsAreInTheOrderOfTheSource() {
    FeatureChoice choice = choose("cross(price, city), category(last)", "");
    assertThat(choice.columns())
        .extracting(InputColumn::name)
        .containsExactly("user", "city", "price", "tags", "seen", "last");
    assertThat(choice.skipped())
        .extracting(SkippedColumn::name)
        .containsExactly("weights", "attrs");
    assertThat(new FeatureSchema(choice.columns(), choice.features()).features()).hasSize(7);
  }

  @Test
  void aNumberMayBeMadeOfWholeNumbersAndACategoryOfNumbers() {
    assertThat(choose("number(user), category(price)", " and features = 'user,price'").features())
        .extracting(Feature::kind)
        .containsExactly(FeatureKind.NUMBER, FeatureKind.CATEGORY);
  }

  @Test
  void anOptionMaySayTheSameAsTheClause() {
    assertThat(
            texts(
                "buckets(user, quantiles => 2), category(price)",
                " and features = 'user,price' and numeric = 'user' and categorical = 'price'"))
        .containsExactly("user = buckets(user, quantiles => 2)", "price = category(price)");
  }

  /**
   * @param clause calls, on the second line of the statement
   * @param options behind the label's
   */
  record Wrong(String clause, String options, String headline, String hint) {
    @Override
    public String toString() {
      return clause + options;
    }
  }

  @ParameterizedTest
  @MethodSource("wrongClauses")
  void tellsWhatIsWrongAndWhere(Wrong wrong) {
    QuernException error =
        catchThrowableOfType(QuernException.class, () -> choose(wrong.clause(), wrong.options()));
    assertThat(error).isNotNull();
    assertThat(error.headline()).isEqualTo("ERROR " + wrong.headline());
    assertThat(error.hint().orElse("")).isEqualTo(wrong.hint());
  }

  static Stream<Wrong> wrongClauses() {
    String name = "Give one of them a name of its own: … as name";
    return Stream.of(
        wrong(
            "catgory(user)",
            "NAME at 2:1: Unknown feature function 'catgory'; functions: category, number, buckets,"
                + " bag, cross",
            "Did you mean 'category'? See SHOW FUNCTIONS FOR DeepCTR"),
        wrong(
            "category(user, mincuont => 2)",
            "OPTION at 2:16: Unknown argument 'mincuont' for category",
            "Did you mean 'minCount'?"),
        wrong(
            "category(user, minCount => 2, mincount => 3)",
            "OPTION at 2:31: Argument 'minCount' is given twice (first at 2:16)"),
        wrong(
            "category(user, minCount => few)",
            "OPTION at 2:28: Argument 'minCount' expects a whole number, found 'few'"),
        wrong(
            "category(user, minCount => (1, 2))",
            "OPTION at 2:28: Argument 'minCount' expects a whole number, found '1,2'"),
        wrong(
            "category(user, minCount => 0)",
            "OPTION at 2:28: Argument 'minCount' must be at least 1, found '0'"),
        wrong(
            "number(price, scale => 'cubic')",
            "OPTION at 2:24: Argument 'scale' expects one of none, standard, minMax, log, found"
                + " 'cubic'"),
        wrong(
            "category(citty)",
            "NAME at 2:10: Column 'citty' does not exist; columns: click, user, city, price, tags,"
                + " weights, seen, last, attrs",
            "Did you mean 'city'?"),
        wrong("category(click)", "OPTION at 2:10: Column 'click' is the label"),
        wrong("cross(city, click)", "OPTION at 2:13: Column 'click' is the label"),
        wrong(
            "category(city)",
            " and features = 'user'",
            "OPTION at 2:10: Column 'city' is not one of option 'features'",
            "Name it there too, or leave the option out"),
        wrong(
            "category(tags)",
            "TYPE at 2:10: Column 'tags' has type ARRAY<STRING>, function category takes STRING,"
                + " BOOLEAN or a number",
            "Function bag takes such a column"),
        wrong(
            "bag(city)",
            "TYPE at 2:5: Column 'city' has type STRING, function bag takes an array of STRING,"
                + " BOOLEAN or whole numbers",
            "Function category takes such a column"),
        wrong(
            "number(city)",
            "TYPE at 2:8: Column 'city' has type STRING, function number takes a number",
            "Cast it to DOUBLE in a query"),
        wrong(
            "buckets(tags, quantiles => 2)",
            "TYPE at 2:9: Column 'tags' has type ARRAY<STRING>, function buckets takes a number",
            "Function bag takes such a column"),
        wrong(
            "category(attrs)",
            "TYPE at 2:10: Column 'attrs' has type MAP<STRING, STRING>, function category takes"
                + " STRING, BOOLEAN or a number"),
        wrong(
            "category(minCount => 2)",
            "OPTION at 2:1: Function category takes one column, found 0"),
        wrong(
            "category(user, city)", "OPTION at 2:16: Function category takes one column, found 2"),
        wrong("cross(user)", "OPTION at 2:1: Function cross takes 2 to 8 columns, found 1"),
        wrong("cross(user, User)", "OPTION at 2:13: Column 'user' is given twice"),
        wrong(
            "buckets(price)", "OPTION at 2:1: Function buckets needs argument 'at' or 'quantiles'"),
        wrong(
            "buckets(price, at => 1, quantiles => 2)",
            "OPTION at 2:38: Arguments 'at' and 'quantiles' of buckets exclude each other"),
        wrong(
            "buckets(price, at => (1, 3, 2))",
            "OPTION at 2:22: Argument 'at' must be at least one boundary, in ascending order, found"
                + " '1,3,2'"),
        wrong(
            "bag(tags, weights => wieghts)",
            "NAME at 2:22: Column 'wieghts' does not exist; columns: click, user, city, price,"
                + " tags, weights, seen, last, attrs",
            "Did you mean 'weights'?"),
        wrong(
            "bag(tags, weights => price)",
            "TYPE at 2:22: Column 'price' has type DOUBLE, function bag takes an array of numbers"
                + " as weights",
            ""),
        wrong(
            "bag(tags, weights => tags)",
            "TYPE at 2:22: Column 'tags' has type ARRAY<STRING>, function bag takes an array of"
                + " numbers as weights",
            ""),
        wrong(
            "category(user), category(user, minCount => 2)",
            "OPTION at 2:17: Feature 'user' is there twice: category(user) and category(user,"
                + " minCount => 2)",
            name),
        wrong(
            "category(user) as City",
            "OPTION at 2:19: Feature 'city' is there twice: category(user) and category(city)",
            name),
        wrong(
            "number(price)",
            " and categorical = 'price'",
            "OPTION at 2:8: Column 'price' is in option 'categorical', but function number reads it"
                + " as a number",
            ""),
        wrong(
            "category(user)",
            " and numeric = 'user'",
            "OPTION at 2:10: Column 'user' is in option 'numeric', but function category reads it"
                + " as a category",
            ""),
        wrong(
            "bag(tags, weights => seen)",
            " and categorical = 'seen'",
            "OPTION at 2:22: Column 'seen' is in option 'categorical', but function bag reads it as"
                + " weights",
            ""),
        wrong(
            "category(last, table => city)",
            "OPTION at 2:25: Table 'city' cannot be shared with category(city): its values are"
                + " STRING, those of 'last' BIGINT"),
        wrong(
            "category(last, table => price)",
            "OPTION at 2:25: Table 'price' cannot be shared with number(price): only category and"
                + " bag share tables"),
        wrong(
            "category(last, table => seen, dim => 4)",
            "OPTION at 2:25: Table 'seen' cannot be shared with bag(seen): its vectors have length"
                + " embeddingDim, those of 'last' 4"),
        wrong(
            "category(last, table => seen), bag(seen, dim => 8)",
            "OPTION at 2:25: Table 'seen' cannot be shared with bag(seen, dim => 8): its vectors"
                + " have length 8, those of 'last' embeddingDim"),
        wrong(
            "category(user, missing => nobody)",
            "OPTION at 2:27: Argument 'missing' of column 'user' expects a whole number, found"
                + " 'nobody'"),
        wrong(
            "buckets(price, at => 1, missing => mean)",
            "OPTION at 2:36: Argument 'missing' expects row or a number, found 'mean'"),
        wrong(
            "cross(user, last), category(last, table => user_x_last)",
            "OPTION at 2:44: Table 'user_x_last' cannot be shared with cross(user, last): only"
                + " category and bag share tables"));
  }

  private static Wrong wrong(String clause, String headline) {
    return new Wrong(clause, "", headline, "");
  }

  private static Wrong wrong(String clause, String headline, String hint) {
    return new Wrong(clause, "", headline, hint);
  }

  private static Wrong wrong(String clause, String options, String headline, String hint) {
    return new Wrong(clause, options, headline, hint);
  }

  private static Stream<String> texts(String clause, String options) {
    return choose(clause, options).features().stream()
        .map(feature -> feature.name() + " = " + CallText.of(feature));
  }

  private static FeatureChoice choose(String clause, String options) {
    String statement =
        "train t as DeepCTR.`m` columns (\n%s) where label = 'click'%s".formatted(clause, options);
    SqlTrain train = (SqlTrain) DialectParser.parse(statement);
    return new FeatureChooser(
            new SourceColumns(SOURCE, false), DeepCtrOptions.SET.resolve(train.options()))
        .choose(train.columns());
  }
}
