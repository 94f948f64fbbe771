package io.quern.parser;

import static io.quern.parser.ParsedText.at;
import static io.quern.parser.ParsedText.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quern.api.OptionText;
import io.quern.parser.tree.FeatureCall;
import io.quern.parser.tree.PlacedText;
import io.quern.parser.tree.SourceTable;
import io.quern.parser.tree.SqlLoad;
import io.quern.parser.tree.SqlTrain;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words, names, comments and places, whatever the statement. */
final class DialectParserTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "model",
        "train",
        "load",
        "predict",
        "options",
        "training",
        "label",
        "user",
        "value",
        "result",
        "table",
        "select",
        "rows",
        "date",
        "order",
        "group",
        "version",
        "show",
        "true",
        "overwrite",
        "run",
        "register",
        "save",
        "include",
        "explain",
        "columns",
        "functions",
        "category",
        "number",
        "cross",
        "array",
        "2020t",
        "_x",
        "表",
        "한국",
        "Straße"
      })
  void anyOtherWordIsAName(String word) {
    SqlTrain train =
        parse(
            SqlTrain.class,
            ("train %1$s.%1$s as %1$s.`p` columns (%1$s(%1$s, %1$s => %1$s, x => (%1$s)) as %1$s)"
                    + " where %1$s=1 and %1$s.%1$s='2' as %1$s")
                .formatted(word));
    assertThat(train.source()).isEqualTo(new SourceTable(List.of(word, word), at(1, 7)));
    assertThat(train.algorithm().text()).isEqualTo(word);
    assertThat(train.options())
        .extracting(OptionText::name)
        .containsExactly(word, word + "." + word);
    assertThat(train.output()).map(PlacedText::text).contains(word);
    FeatureCall call = train.columns().get(0);
    assertThat(call.function().text()).isEqualTo(word);
    assertThat(call.columns()).extracting(PlacedText::text).containsExactly(word);
    assertThat(call.arguments())
        .extracting(OptionText::name, OptionText::text)
        .containsExactly(tuple(word, word), tuple("x", word));
    assertThat(call.name()).map(PlacedText::text).contains(word);
  }

  @Test
  void reservedWordsAreNamesInBackQuotes() {
    SqlTrain train = parse(SqlTrain.class, "train `as` as `where`.`p` where `and`=1 as `into`");
    assertThat(train.source()).hasToString("as");
    assertThat(train.algorithm().text()).isEqualTo("where");
    assertThat(train.output()).map(PlacedText::text).contains("into");
  }

  @Test
  void readsPathsOfThousandsOfCharacters() {
    String path = "/目录/" + "x".repeat(4092);
    assertThat(parse(SqlTrain.class, "train t as A.`" + path + "`").path().text())
        .hasSize(4096)
        .isEqualTo(path);
    assertThat(parse(SqlLoad.class, "load csv.`a``b\\` as t").path().text()).isEqualTo("a`b\\");
  }

  @Test
  void skipsCommentsAndSemicolons() {
    SqlTrain train =
        parse(
            SqlTrain.class,
            "/* a /* b */ c */ -- d\r\n train -- e\r\n t\u00a0as A . /* f */ `p` ; ; -- end");
    assertThat(train.path()).isEqualTo(new PlacedText("p", at(3, 19)));
  }

  @Test
  void placesCountUtf16UnitsAndTabsAsOne() {
    SqlTrain train = parse(SqlTrain.class, "\ttrain `😀` as\tA.`p`");
    assertThat(train.algorithm().position()).isEqualTo(at(1, 16));
  }

  @Test
  void tellsWhatMayFollow() {
    assertThat(DialectParser.expectedTokens("")).contains("TRAIN", "LOAD", "SHOW");
    assertThat(DialectParser.expectedTokens("train ("))
        .as("an open query is Spark's to complete")
        .isEmpty();
    assertThat(DialectParser.expectedTokens("train t")).containsExactly("AS", "INTO", ".");
    assertThat(DialectParser.expectedTokens("train t as A.`p` "))
        .containsExactly("AS", "COLUMNS", "OPTIONS", "WHERE", ";", "the end of the statement");
    assertThat(DialectParser.expectedTokens("predict t as A.`p` "))
        .containsExactly("AS", "OPTIONS", "WHERE", ";", "the end of the statement");
    assertThat(DialectParser.expectedTokens("train t as A.`p` columns ("))
        .containsExactly("a function name");
    assertThat(DialectParser.expectedTokens("train t as A.`p` columns (category(a"))
        .containsExactly(")", ",", "=>");
    assertThat(DialectParser.expectedTokens("train t as A.`p` where "))
        .containsExactly("an option name");
    assertThat(DialectParser.expectedTokens("train t as A.`p` where a=1"))
        .containsExactly("AND", "AS", ";", "the end of the statement");
    assertThat(DialectParser.expectedTokens("show "))
        .containsExactly("ALGORITHMS", "FUNCTIONS", "MODELS", "OPTIONS", "TRAINING", "TRAININGS");
    assertThat(DialectParser.expectedTokens("train t nonsense ")).isEmpty();
  }
}
