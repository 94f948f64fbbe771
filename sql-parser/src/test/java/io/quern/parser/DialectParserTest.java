package io.quern.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quern.api.OptionText;
import io.quern.api.SourcePosition;
import io.quern.parser.tree.FeatureCall;
import io.quern.parser.tree.MetricCondition;
import io.quern.parser.tree.PlacedText;
import io.quern.parser.tree.SourceQuery;
import io.quern.parser.tree.SourceTable;
import io.quern.parser.tree.SqlCancelTraining;
import io.quern.parser.tree.SqlCondition;
import io.quern.parser.tree.SqlDescribeModel;
import io.quern.parser.tree.SqlDropModel;
import io.quern.parser.tree.SqlExplainTrain;
import io.quern.parser.tree.SqlInclude;
import io.quern.parser.tree.SqlLoad;
import io.quern.parser.tree.SqlPromoteModel;
import io.quern.parser.tree.SqlRegister;
import io.quern.parser.tree.SqlRestoreModel;
import io.quern.parser.tree.SqlSave;
import io.quern.parser.tree.SqlShowAlgorithms;
import io.quern.parser.tree.SqlShowFunctions;
import io.quern.parser.tree.SqlShowModels;
import io.quern.parser.tree.SqlShowOptions;
import io.quern.parser.tree.SqlShowTraining;
import io.quern.parser.tree.SqlShowTrainings;
import io.quern.parser.tree.SqlStatement;
import io.quern.parser.tree.SqlTagModel;
import io.quern.parser.tree.SqlTrain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DialectParserTest {
  @Test
  void readsEveryPartOfTrainWithItsPlace() {
    SqlTrain train =
        parse(
            SqlTrain.class,
            """
            train db.clicks as DeepCTR.`/models/ctr`
              where label = 'click' and epochs=2
              as result""");

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
            ) as FM.`m`""");

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
                and f=1e-3 and g=.25 and h=true and i=FALSE and j=r'\\d' and k='' and l='\\u00e9'"""))
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
                and "header"='d' and x.2y.3.4='e' and `with ``tick`='f' and 2nd='g'"""))
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
  void readsColumnsWithTheirPlaces() {
    SqlTrain train =
        parse(
            SqlTrain.class,
            """
            train t as A.`p` columns (
              category(user_id, minCount => 2),
              cross(`user id`, city) as both
            ) where label = 'click'""");
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

  @Test
  void textInAValueIsNeverInterpreted() {
    assertThat(optionsOf("a=\"x'; drop table t; --\" and b='${jndi:ldap://x}' and c='/* x'"))
        .isEqualTo(Map.of("a", "x'; drop table t; --", "b", "${jndi:ldap://x}", "c", "/* x"));
  }

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
  void readsRegister() {
    SqlRegister register =
        parse(SqlRegister.class, "register DeepCTR.`m` as ctr where version='newest'");
    assertThat(register.algorithm()).isEqualTo(new PlacedText("DeepCTR", at(1, 10)));
    assertThat(register.path()).isEqualTo(new PlacedText("m", at(1, 18)));
    assertThat(register.function()).isEqualTo(new PlacedText("ctr", at(1, 25)));
    assertThat(register.options()).extracting(OptionText::name).containsExactly("version");
  }

  @Test
  void readsLoad() {
    SqlLoad load = parse(SqlLoad.class, "load csv.`data/x.csv` where header='true' as model");
    assertThat(load.format()).isEqualTo(new PlacedText("csv", at(1, 6)));
    assertThat(load.path()).isEqualTo(new PlacedText("data/x.csv", at(1, 10)));
    assertThat(load.options()).extracting(OptionText::text).containsExactly("true");
    assertThat(load.table()).isEqualTo(new PlacedText("model", at(1, 46)));
    assertThat(parse(SqlLoad.class, "load org.model.Source.`x` as t").format().text())
        .isEqualTo("org.model.Source");
    assertThat(parse(SqlLoad.class, "load modelList.`` as t").path().text()).isEmpty();
  }

  @Test
  void readsSave() {
    SqlSave save =
        parse(
            SqlSave.class, "save overwrite db.t as parquet.`out` where a=1 partitionBy day, hour");
    assertThat(save.mode()).isEqualTo(SqlSave.Mode.OVERWRITE);
    assertThat(save.table()).isEqualTo(new SourceTable(List.of("db", "t"), at(1, 16)));
    assertThat(save.format().text()).isEqualTo("parquet");
    assertThat(save.path().text()).isEqualTo("out");
    assertThat(save.options()).hasSize(1);
    assertThat(save.partitionBy())
        .containsExactly(new PlacedText("day", at(1, 60)), new PlacedText("hour", at(1, 65)));
  }

  @Test
  void readsModesOfSaveAndTablesOfTheSameName() {
    assertThat(parse(SqlSave.class, "save t as csv.`x`").mode())
        .isEqualTo(SqlSave.Mode.ERROR_IF_EXISTS);
    assertThat(parse(SqlSave.class, "save errorIfExists t as csv.`x`").mode())
        .isEqualTo(SqlSave.Mode.ERROR_IF_EXISTS);
    assertThat(parse(SqlSave.class, "save ignore t as csv.`x`").mode())
        .isEqualTo(SqlSave.Mode.IGNORE);
    SqlSave named = parse(SqlSave.class, "save append as csv.`x` partition by a");
    assertThat(named.mode()).isEqualTo(SqlSave.Mode.ERROR_IF_EXISTS);
    assertThat(named.table()).hasToString("append");
    assertThat(parse(SqlSave.class, "save append append as csv.`x`").mode())
        .isEqualTo(SqlSave.Mode.APPEND);
  }

  @Test
  void readsInclude() {
    assertThat(parse(SqlInclude.class, "include 'lib/a.sql'").path().text()).isEqualTo("lib/a.sql");
    SqlInclude include = parse(SqlInclude.class, "include project.`./a.sql` where x='1'");
    assertThat(include.format()).map(PlacedText::text).contains("project");
    assertThat(include.path()).isEqualTo(new PlacedText("./a.sql", at(1, 17)));
    assertThat(include.options()).hasSize(1);
  }

  @Test
  void readsShow() {
    parse(SqlShowAlgorithms.class, "show algorithms");
    assertThat(parse(SqlShowOptions.class, "show options for DeepCTR").algorithm())
        .isEqualTo(new PlacedText("DeepCTR", at(1, 18)));
    assertThat(parse(SqlShowFunctions.class, "show functions for DeepCTR").algorithm())
        .isEqualTo(new PlacedText("DeepCTR", at(1, 20)));
    assertThat(parse(SqlShowModels.class, "show models in '/models'").path())
        .isEqualTo(new PlacedText("/models", at(1, 16)));
  }

  @Test
  void readsWhatSeesAndEndsTrainings() {
    parse(SqlShowTrainings.class, "show trainings");
    assertThat(parse(SqlShowTraining.class, "show training '3f2c'").id())
        .isEqualTo(new PlacedText("3f2c", at(1, 15)));
    assertThat(parse(SqlCancelTraining.class, "cancel training `3f2c`").id())
        .isEqualTo(new PlacedText("3f2c", at(1, 17)));
  }

  @Test
  void readsDescribeAndDropModel() {
    SqlDescribeModel describe = parse(SqlDescribeModel.class, "desc model 'hdfs://x/m' version 12");
    assertThat(describe.path()).isEqualTo(new PlacedText("hdfs://x/m", at(1, 12)));
    assertThat(describe.version()).contains(new PlacedText("12", at(1, 33)));
    assertThat(parse(SqlDescribeModel.class, "describe model 'm' version 'prod'").version())
        .contains(new PlacedText("prod", at(1, 28)));
    assertThat(parse(SqlDescribeModel.class, "describe model `a/b`").version()).isEmpty();
    SqlDropModel drop = parse(SqlDropModel.class, "drop model \"a/b\" version 3");
    assertThat(drop.path().text()).isEqualTo("a/b");
    assertThat(drop.version()).hasValue(3);
    assertThat(drop.tag()).isEmpty();
    assertThat(parse(SqlDropModel.class, "drop model 'm' tag prod").tag())
        .contains(new PlacedText("prod", at(1, 20)));
  }

  @Test
  void readsWhatNamesAndRestoresVersions() {
    SqlTagModel tag = parse(SqlTagModel.class, "tag model 'm' version 3 as 'prod'");
    assertThat(tag.path().text()).isEqualTo("m");
    assertThat(tag.version()).isEqualTo(3);
    assertThat(tag.tag()).isEqualTo(new PlacedText("prod", at(1, 28)));
    SqlPromoteModel promote =
        parse(SqlPromoteModel.class, "promote model 'm' version 3 as p if auc >= 0.8 and x < -1");
    assertThat(promote.conditions())
        .containsExactly(
            new MetricCondition(
                new PlacedText("auc", at(1, 37)),
                SqlCondition.Comparison.AT_LEAST,
                new PlacedText("0.8", at(1, 44))),
            new MetricCondition(
                new PlacedText("x", at(1, 52)),
                SqlCondition.Comparison.LESS,
                new PlacedText("-1", at(1, 56))));
    SqlRestoreModel restore = parse(SqlRestoreModel.class, "restore model 'm' to version 7");
    assertThat(restore.version()).isEqualTo(new PlacedText("7", at(1, 30)));
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

  private static Map<String, String> optionsOf(String options) {
    return parse(SqlTrain.class, "train t as A.`p` where " + options).options().stream()
        .collect(Collectors.toMap(OptionText::name, OptionText::text));
  }

  private static <T extends SqlStatement> T parse(Class<T> type, String text) {
    SqlStatement statement = DialectParser.parse(text);
    assertThat(statement).isInstanceOf(type);
    return type.cast(statement);
  }

  private static SourcePosition at(int line, int column) {
    return new SourcePosition(line, column);
  }
}
