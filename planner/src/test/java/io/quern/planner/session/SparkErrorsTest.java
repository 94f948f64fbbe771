package io.quern.planner.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.planner.PlannerSession;
import java.io.IOException;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.Test;

final class SparkErrorsTest {
  private final SparkSession session = PlannerSession.open();

  @Test
  void suggestsATableThatExists() {
    session.sql("create temporary view clicks as select 1 as label");
    QuernException error = translated("select *\nfrom clikcs");
    assertThat(error.headline()).isEqualTo("ERROR NAME at 2:6: Table 'clikcs' does not exist");
    assertThat(error.hint()).contains("Did you mean 'clicks'?");
  }

  @Test
  void suggestsAColumnThatExists() {
    session.sql("create temporary view clicks as select 1 as label");
    QuernException error = translated("select lable from clicks");
    assertThat(error.headline()).isEqualTo("ERROR NAME at 1:8: Column 'lable' does not exist");
    assertThat(error.hint()).contains("Did you mean 'label'?");
  }

  @Test
  void namesAFunctionThatDoesNotExist() {
    assertThat(translated("select nofn(1)").headline())
        .isEqualTo("ERROR NAME at 1:8: Function 'nofn' does not exist");
  }

  @Test
  void placesSyntaxErrors() {
    assertThat(translated("select 1 fromm t where").headline())
        .isEqualTo("ERROR PARSE at 1:16: Syntax error at or near 't'.");
  }

  @Test
  void classifiesWrongTypesAndFailingValues() {
    assertThat(translated("select array(1) + 1").code()).isEqualTo(ErrorCode.TYPE);
    QuernException value = translated("select cast('x' as int)");
    assertThat(value.code()).isEqualTo(ErrorCode.DATA);
    assertThat(value.getMessage()).doesNotContain("SQLSTATE").doesNotStartWith("[");
  }

  @Test
  void findsOurOwnFailureAmongTheCauses() {
    QuernException ours = new QuernException(ErrorCode.DATA, "No rows");
    Throwable wrapped = new RuntimeException(new IllegalStateException(ours));
    assertThat(SparkErrors.translate(wrapped, session)).isSameAs(ours);
  }

  @Test
  void classifiesWhatSparkDoesNot() {
    assertThat(SparkErrors.translate(new RuntimeException(new IOException("Disk full")), session))
        .hasMessage("Disk full")
        .extracting(QuernException::code)
        .isEqualTo(ErrorCode.STORAGE);
    assertThat(SparkErrors.translate(new InterruptedException(), session).code())
        .isEqualTo(ErrorCode.CANCELLED);
    assertThat(SparkErrors.translate(new NullPointerException(), session).headline())
        .isEqualTo("ERROR INTERNAL: java.lang.NullPointerException");
  }

  private QuernException translated(String statement) {
    try {
      session.sql(statement).collectAsList();
    } catch (Exception e) {
      return SparkErrors.translate(e, session);
    }
    throw new AssertionError("Accepted: " + statement);
  }
}
