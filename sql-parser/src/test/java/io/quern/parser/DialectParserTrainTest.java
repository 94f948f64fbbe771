package io.quern.parser;

import static io.quern.parser.ParsedText.at;
import static io.quern.parser.ParsedText.parse;
import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.OptionText;
import io.quern.api.SourcePosition;
import io.quern.parser.tree.PlacedText;
import io.quern.parser.tree.SourceQuery;
import io.quern.parser.tree.SourceTable;
import io.quern.parser.tree.SqlExplainTrain;
import io.quern.parser.tree.SqlTrain;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TRAIN, RUN, PREDICT and EXPLAIN in front of them: source, path and options. */
final class DialectParserTrainTest {
  @Test
  void readsEveryPartOfTrainWithItsPlace() {
    SqlTrain train =
        parse(
            SqlTrain.class,
            """
            train db.clicks as DeepCTR.`/models/ctr`
              where label = 'click' and epochs=2
              as result\
            """);

    assertThat(train.verb()).isEqualTo(SqlTrain.Verb.TRAIN);
    assertThat(train.position()).isEqualTo(at(1, 1));
    assertThat(train.source()).isEqualTo(new SourceTable(List.of("db", "clicks"), at(1, 7)));
    assertThat(train.algorithm()).isEqualTo(new PlacedText("DeepCTR", at(1, 20)));
    assertThat(train.path()).isEqualTo(new PlacedText("/models/ctr", at(1, 28)));
    assertThat(train.options())
        .containsExactly(
            new OptionText("label", "click", at(2, 9), at(2, 17)),
            new OptionText("epochs", "2", at(2, 29), at(2, 36)));
    assertThat(train.output()).contains(new PlacedText("result", at(3, 6)));
  }

  @ParameterizedTest
  @EnumSource
  void readsAllVerbs(SqlTrain.Verb verb) {
    assertThat(parse(SqlTrain.class, verb + " t INTO Alg.`p`").verb()).isEqualTo(verb);
  }

  @Test
  void keepsQueryVerbatimAndPaddable() {
    SqlTrain train =
        parse(
            SqlTrain.class,
            """
            train (
              select ')' a, '''' b, "x""(" c -- )
              from t /* ) */ where `)` > 0 lateral view explode(xs) /*+ hint(x) */
            ) as FM.`m`\
            """);

    SourceQuery query = (SourceQuery) train.source();
    assertThat(query.position()).isEqualTo(at(1, 8));
    assertThat(query.text()).startsWith("\n  select ')' a").endsWith("/*+ hint(x) */\n");
    assertThat(query.paddedQuery()).isEqualTo(" ".repeat(7) + query.text());
    assertThat(train.algorithm().position()).isEqualTo(at(4, 6));
  }

  @Test
  void paddedQueryHasThePlacesOfTheStatement() {
    String statement = "-- c\ntrain\n  ( select a\n from nowhere) as FM.`m`";
    SourceQuery query = (SourceQuery) parse(SqlTrain.class, statement).source();
    int offset = query.paddedQuery().indexOf("nowhere");
    assertThat(SourcePosition.ofOffset(query.paddedQuery(), offset))
        .isEqualTo(SourcePosition.ofOffset(statement, statement.indexOf("nowhere")));
  }

  @Test
  void readsValuesOfEveryKind() {
    assertThat(
            optionsOf(
                """
                a='it''s' and b="say \\"hi\\"\\n" and c='''raw \\n 'x' "y\"''' and d=-0.5 and e=+3
                and f=1e-3 and g=.25 and h=true and i=FALSE and j=r'\\d' and k='' and l='\\u00e9'\
                """))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("a", "it's"),
                Map.entry("b", "say \"hi\"\n"),
                Map.entry("c", "raw \\n 'x' \"y\""),
                Map.entry("d", "-0.5"),
                Map.entry("e", "3"),
                Map.entry("f", "1e-3"),
                Map.entry("g", ".25"),
                Map.entry("h", "true"),
                Map.entry("i", "FALSE"),
                Map.entry("j", "\\d"),
                Map.entry("k", ""),
                Map.entry("l", "é")));
  }

  @Test
  void readsOptionNamesOfEveryKind() {
    assertThat(
            optionsOf(
                """
                fitParam.0.jobName='a' and `fitParam.1.jobName`='b' and kafkaParam.`group.id`='c'
                and "header"='d' and x.2y.3.4='e' and `with ``tick`='f' and 2nd='g'\
                """))
        .containsOnlyKeys(
            "fitParam.0.jobName",
            "fitParam.1.jobName",
            "kafkaParam.group.id",
            "header",
            "x.2y.3.4",
            "with `tick",
            "2nd");
  }

  @Test
  void readsOptionsInParentheses() {
    SqlTrain train =
        parse(SqlTrain.class, "train t as A.`p` options (a='1', `b.c`=2,\n d=true) as o");
    assertThat(train.options())
        .containsExactly(
            new OptionText("a", "1", at(1, 27), at(1, 29)),
            new OptionText("b.c", "2", at(1, 34), at(1, 40)),
            new OptionText("d", "true", at(2, 2), at(2, 4)));
    assertThat(train.output()).map(PlacedText::text).contains("o");
    assertThat(parse(SqlTrain.class, "train t as A.`p` options()").options()).isEmpty();
  }

  @Test
  void optionsAndWhereReadTheSame() {
    assertThat(parse(SqlTrain.class, "train t as A.`p` options a=1 and b='x'").options())
        .extracting(OptionText::text)
        .containsExactly("1", "x");
  }

  @Test
  void textInAValueIsNeverInterpreted() {
    assertThat(optionsOf("a=\"x'; drop table t; --\" and b='${jndi:ldap://x}' and c='/* x'"))
        .isEqualTo(Map.of("a", "x'; drop table t; --", "b", "${jndi:ldap://x}", "c", "/* x"));
  }

  @Test
  void readsTwoHundredOptions() {
    String options =
        IntStream.range(0, 200)
            .mapToObj(i -> "option%d = 'value %d'".formatted(i, i))
            .collect(Collectors.joining("\nand "));
    assertThat(parse(SqlTrain.class, "train t as A.`p` where " + options).options())
        .hasSize(200)
        .last()
        .isEqualTo(new OptionText("option199", "value 199", at(200, 5), at(200, 17)));
  }

  @ParameterizedTest
  @EnumSource
  void readsExplain(SqlExplainTrain.Mode mode) {
    String word = mode == SqlExplainTrain.Mode.SIMPLE ? "" : mode.name();
    SqlExplainTrain explain =
        parse(SqlExplainTrain.class, "explain " + word + " train (select 1) as A.`p`");
    assertThat(explain.mode()).isEqualTo(mode);
    assertThat(explain.train().source()).isInstanceOf(SourceQuery.class);
  }

  @Test
  void bindsParametersInTheOrderOfTheWholeStatement() {
    String text = "train (select * from t where x > ? and y = ?) as A.`p` where a=? and b=:name";
    SqlTrain train =
        (SqlTrain)
            DialectParser.parse(
                text, Parameters.of(List.of("1", "2", "it's"), Map.of("name", "v")));
    assertThat(train.options()).extracting(OptionText::text).containsExactly("it's", "v");
  }

  private static Map<String, String> optionsOf(String options) {
    return parse(SqlTrain.class, "train t as A.`p` where " + options).options().stream()
        .collect(Collectors.toMap(OptionText::name, OptionText::text));
  }
}
