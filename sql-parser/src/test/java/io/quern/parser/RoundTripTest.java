package io.quern.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.OptionText;
import io.quern.parser.tree.SqlStatement;
import io.quern.parser.tree.SqlTrain;
import java.util.List;
import java.util.Random;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.dialect.MysqlSqlDialect;
import org.apache.calcite.sql.dialect.SparkSqlDialect;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class RoundTripTest {
  static List<String> statements() {
    return List.of(
        "train db.`my table` as DeepCTR.`/m``1` where label='it''s' and `a b`=\"x\\\\y\" as `as`",
        "train (select a, ')' -- )\n from t\n) as FM.`m` options(a=1, b.c=true)",
        "train t as A.`p` columns (category(a), cross(`a b`, c, minCount => 2) as `as`) as o",
        "run t as A.`p` columns (f(a, b => (1, -2.5, 'x''y'), c => array(d, `e``f`), g => true)) "
            + "options(a=1)",
        "run command as ET.`` where a='''multi\n'line''' ",
        "predict t as DeepCTR.`m` as scored",
        "explain train t as LR.`m`",
        "explain formatted predict (select 1) as LR.`m`",
        "register DeepCTR.`m` as fn where version='newest'",
        "load org.x.Source.`p` where `where`='1' as t",
        "save t as csv.``",
        "save overwrite db.t as parquet.`p` where a='1' partition by a, `b c`",
        "include 'a\"b.sql'",
        "include project.`./a.sql` where a='1'",
        "show algorithms",
        "show options for DeepCTR",
        "show functions for DeepCTR",
        "show models in `/a/b`",
        "show trainings",
        "show training '3f2c'",
        "cancel training `3f2c`",
        "describe model 'm'",
        "desc model 'm' version 3",
        "describe model 'm' version 'prod'",
        "drop model 'm' tag 'prod'",
        "tag model 'm' version 3 as 'prod'",
        "promote model 'm' version 3 as prod",
        "promote model 'm' version 3 as `p` if auc >= 0.8 and `loss` < 1 and x > -1 and y <= 2e3",
        "restore model 'm' to version 3",
        "restore model `a/b` to version 'prod'",
        "drop model 'm' version 3");
  }

  @ParameterizedTest
  @MethodSource("statements")
  void parsesItsOwnText(String text) {
    SqlStatement statement = DialectParser.parse(text);
    for (SqlDialect dialect :
        List.of(AnsiSqlDialect.DEFAULT, MysqlSqlDialect.DEFAULT, SparkSqlDialect.DEFAULT)) {
      String canonical = statement.toSqlString(dialect).getSql();
      SqlStatement again = DialectParser.parse(canonical);
      assertThat(again.equalsDeep(statement, Litmus.IGNORE)).as(canonical).isTrue();
      assertThat(again).hasSameClassAs(statement).hasToString(statement.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void survivesShuttlesThatCopyEverything(String text) {
    SqlStatement statement = DialectParser.parse(text);
    SqlNode copy =
        statement.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlCall call) {
                CallCopyingArgHandler handler = new CallCopyingArgHandler(call, true);
                call.getOperator().acceptCall(this, call, false, handler);
                return handler.result();
              }
            });
    assertThat(copy).isNotSameAs(statement).hasSameClassAs(statement);
    assertThat(copy.equalsDeep(statement, Litmus.IGNORE)).isTrue();
    assertThat(((SqlStatement) copy).position()).isEqualTo(statement.position());
    assertThat(statement.clone(statement.getParserPosition())).hasSameClassAs(statement);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train t as A.`p` where a=1 as o | TRAIN t AS A.`p` WHERE a = \"1\" AS o",
        "train t as A.`p` columns (f(a,b=>array(1,x)) as c) | TRAIN t AS A.`p` COLUMNS (f(a, b => (\"1\", \"x\")) AS c)",
        "desc model `a/b` version 007 | DESCRIBE MODEL \"a/b\" VERSION 7",
        "save t as csv.`x` | SAVE ERRORIFEXISTS t AS csv.`x`"
      })
  void writesCanonicalText(String text, String canonical) {
    assertThat(DialectParser.parse(text)).hasToString(canonical);
  }

  @Test
  void anyNameAndValueSurvives() {
    Random random = new Random(7);
    String alphabet = "ab.`'\"\\ \n\t;-/*${}=é表\uD83D\uDE00#0";
    for (int i = 0; i < 2000; i++) {
      String name = randomText(random, alphabet, 1);
      String value = randomText(random, alphabet, 0);
      String text =
          ("train `%1$s` as `%1$s`.`%1$s` columns (`%1$s`(`%1$s`, `%1$s` => (\"%2$s\"))"
                  + " as `%1$s`) where `%1$s` = \"%2$s\"")
              .formatted(
                  name.replace("`", "``"), value.replace("\\", "\\\\").replace("\"", "\\\""));
      SqlTrain train = (SqlTrain) DialectParser.parse(text);
      assertThat(train.path().text()).isEqualTo(name);
      assertThat(train.options())
          .extracting(OptionText::name, OptionText::text)
          .containsExactly(org.assertj.core.api.Assertions.tuple(name, value));
      SqlStatement again = DialectParser.parse(train.toString());
      assertThat(again.equalsDeep(train, Litmus.IGNORE)).as(text).isTrue();
    }
  }

  private static String randomText(Random random, String alphabet, int minLength) {
    int length = minLength + random.nextInt(12);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
