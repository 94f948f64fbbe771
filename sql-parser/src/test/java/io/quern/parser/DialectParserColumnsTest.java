package io.quern.parser;

import static io.quern.parser.ParsedText.at;
import static io.quern.parser.ParsedText.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quern.api.OptionText;
import io.quern.parser.tree.FeatureCall;
import io.quern.parser.tree.PlacedText;
import io.quern.parser.tree.SqlTrain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The COLUMNS clause. */
final class DialectParserColumnsTest {
  @Test
  void readsColumnsWithTheirPlaces() {
    SqlTrain train =
        parse(
            SqlTrain.class,
            """
            train t as A.`p` columns (
              category(user_id, minCount => 2),
              cross(`user id`, city) as both
            ) where label = 'click'\
            """);
    assertThat(train.columns())
        .containsExactly(
            new FeatureCall(
                new PlacedText("category", at(2, 3)),
                List.of(new PlacedText("user_id", at(2, 12))),
                List.of(new OptionText("minCount", "2", at(2, 21), at(2, 33))),
                Optional.empty()),
            new FeatureCall(
                new PlacedText("cross", at(3, 3)),
                List.of(new PlacedText("user id", at(3, 9)), new PlacedText("city", at(3, 20))),
                List.of(),
                Optional.of(new PlacedText("both", at(3, 29)))));
    assertThat(train.options()).hasSize(1);
    assertThat(parse(SqlTrain.class, "train t as A.`p`").columns()).isEmpty();
  }

  @Test
  void readsArgumentsOfEveryKind() {
    String arguments =
        "a => 'log', b => 2, c => -1e-3, d => TRUE, e => other, f => `an other`,"
            + " g => (18, 25.5), h => array('x', -1, y), i => array, j => array(k)";
    FeatureCall call =
        parse(SqlTrain.class, "train t as A.`p` columns (f(x, " + arguments + "))")
            .columns()
            .get(0);
    assertThat(call.arguments())
        .extracting(OptionText::name, OptionText::text)
        .containsExactly(
            tuple("a", "log"),
            tuple("b", "2"),
            tuple("c", "-1e-3"),
            tuple("d", "TRUE"),
            tuple("e", "other"),
            tuple("f", "an other"),
            tuple("g", "18,25.5"),
            tuple("h", "x,-1,y"),
            tuple("i", "array"),
            tuple("j", "k"));
  }

  @Test
  void bindsParametersOfArguments() {
    SqlTrain train =
        (SqlTrain)
            DialectParser.parse(
                "train t as A.`p` columns (f(x, a => ?, b => (:low, 2))) where c = ?",
                Parameters.of(List.of("1", "3"), Map.of("low", "0")));
    assertThat(train.columns().get(0).arguments())
        .extracting(OptionText::text)
        .containsExactly("1", "0,2");
    assertThat(train.options()).extracting(OptionText::text).containsExactly("3");
  }

  @Test
  void readsAThousandCallsOfAThousandColumns() {
    String columns =
        IntStream.range(0, 1000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    String calls = ("cross(" + columns + "),").repeat(1000);
    SqlTrain train = parse(SqlTrain.class, "train t as A.`p` columns (" + calls + "category(c1))");
    assertThat(train.columns()).hasSize(1001);
    assertThat(train.columns().get(999).columns()).hasSize(1000);
  }
}
