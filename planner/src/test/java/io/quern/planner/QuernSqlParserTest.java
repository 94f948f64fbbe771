package io.quern.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quern.api.QuernException;
import io.quern.planner.session.SparkErrors;
import java.util.Map;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class QuernSqlParserTest {
  private final SparkSession session = PlannerSession.open();

  @BeforeEach
  void createTable() {
    session.sql("create temporary view clicks as select id as click, 2L as user from range(2)");
  }

  @Test
  void suggestsTheStatementThatIsNearestToAMisspeltOne() {
    QuernException error = rejected("trian clicks as DeepCTR.`m` where label='click'");
    assertThat(error.headline()).isEqualTo("ERROR PARSE at 1:1: Unknown statement 'trian'");
    assertThat(error.hint()).contains("Did you mean TRAIN?");
    QuernException shown = rejected("-- all of them\n  show algorithm");
    assertThat(shown.headline())
        .isEqualTo("ERROR PARSE at 2:3: Unknown statement 'show algorithm'");
    assertThat(shown.hint()).contains("Did you mean SHOW ALGORITHMS?");
  }

  @Test
  void leavesWhatSparkRejectsToSpark() {
    assertThatExceptionOfType(ParseException.class)
        .isThrownBy(() -> session.sql("select 1 fromm t where"))
        .satisfies(
            e ->
                assertThat(SparkErrors.translate(e, session).headline())
                    .isEqualTo("ERROR PARSE at 1:16: Syntax error at or near 't'."));
  }

  @Test
  void hasTheLastWordOnStatementsOfOurs() {
    assertThat(rejected("train clicks DeepCTR.`m`").headline())
        .isEqualTo("ERROR PARSE at 1:14: Expected AS after the source table, found 'DeepCTR'");
  }

  @Test
  void refusesIncludeOutsideOfScripts() {
    QuernException error = rejected("include hdfs.`x.sql`");
    assertThat(error.headline()).isEqualTo("ERROR PARSE at 1:1: INCLUDE works in scripts only");
  }

  @Test
  void putsTheSettingsOfTheSessionForVariables() {
    session.sql("set alg=DeepCTR");
    session.sql("set my.label=clik");
    assertThat(session.sql("show options for ${alg}").collectAsList()).isNotEmpty();
    assertThat(
            rejected("train clicks as ${alg}.`m` where\n label='${my.label}' and epochs=1")
                .headline())
        .isEqualTo("ERROR NAME at 2:8: Label column 'clik' does not exist; columns: click, user");
  }

  @Test
  void placesErrorsBehindVariablesInTheTextAsTyped() {
    session.sql("set long.name=DeepCTR");
    assertThat(
            rejected("train clicks as ${long.name}.`m` where label='click' and epochs='x'")
                .headline())
        .isEqualTo("ERROR OPTION at 1:65: Option 'epochs' expects a whole number, found 'x'");
    assertThat(rejected("train ${long.name} as DeepCTR.`m` where label='c'").headline())
        .isEqualTo("ERROR NAME at 1:7: Table 'DeepCTR' does not exist");
  }

  @Test
  void rejectsUnknownVariables() {
    session.sql("set my.path=m");
    QuernException error = rejected("train clicks as DeepCTR.`${my.pth}` where label='click'");
    assertThat(error.headline()).isEqualTo("ERROR NAME at 1:26: Unknown variable 'my.pth'");
    assertThat(error.hint()).contains("Did you mean 'my.path'?");
  }

  @Test
  void bindsParametersOfQueriesAndOptionValues() {
    String statement =
        "explain train (select * from clicks where user > :least) as DeepCTR.`target/m` where"
            + " label='click' and model='LR' and epochs=:epochs";
    assertThat(
            session
                .sql(statement, Map.of("least", 0, "epochs", 7))
                .filter("item = 'epochs'")
                .head()
                .getString(2))
        .isEqualTo("7 (given)");
    assertThat(
            session
                .sql(
                    "explain train (select * from clicks where user > ?) as DeepCTR.`target/m`"
                        + " where label='click' and model='LR' and epochs=?",
                    new Object[] {0, 8})
                .filter("item = 'epochs'")
                .head()
                .getString(2))
        .isEqualTo("8 (given)");
  }

  @Test
  void delegatesAllElseToSparksParser() throws Exception {
    ParserInterface parser = session.sessionState().sqlParser();
    assertThat(parser.parseExpression("train + 1").sql()).isEqualTo("(train + 1)");
    assertThat(parser.parseTableIdentifier("a.model").table()).isEqualTo("model");
    assertThat(parser.parseFunctionIdentifier("predict").funcName()).isEqualTo("predict");
    assertThat(parser.parseMultipartIdentifier("a.b.train").size()).isEqualTo(3);
    assertThat(parser.parseQuery("select 1").nodeName()).isEqualTo("Project");
    assertThat(parser.parseTableSchema("train int").fieldNames()).containsExactly("train");
    assertThat(parser.parseDataType("map<int, string>").sql()).isEqualTo("MAP<INT, STRING>");
    assertThat(parser.parseRoutineParam("x int").fieldNames()).containsExactly("x");
  }

  private QuernException rejected(String statement) {
    return catchThrowableOfType(QuernException.class, () -> session.sql(statement).collectAsList());
  }
}
