package io.quern.planner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkSqlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything Spark can run stays Spark's, whatever tables and columns are called. */
final class SparkStatementsTest {
  private static final Pattern EXPRESSION_ID = Pattern.compile("#\\d+L?");
  private static final ParserInterface OURS = PlannerSession.open().sessionState().sqlParser();

  @ParameterizedTest
  @MethodSource("statements")
  void plansAsSparkDoes(String statement) throws Exception {
    assertThat(OURS).isInstanceOf(QuernSqlParser.class);
    LogicalPlan sparks = new SparkSqlParser().parsePlan(statement);
    LogicalPlan ours = OURS.parsePlan(statement);
    assertThat(ours).hasSameClassAs(sparks);
    assertThat(withoutIds(ours)).isEqualTo(withoutIds(sparks));
  }

  @Test
  void comparesWithAtLeastSixtyStatements() throws Exception {
    assertThat(statements()).hasSizeGreaterThanOrEqualTo(60);
  }

  /** Two parses of one text differ in the ids of attributes, and in nothing else. */
  private static String withoutIds(LogicalPlan plan) {
    return EXPRESSION_ID.matcher(plan.treeString()).replaceAll("#");
  }

  private static Stream<String> statements() throws IOException {
    try (InputStream in = SparkStatementsTest.class.getResourceAsStream("/spark-statements.sql")) {
      return new String(in.readAllBytes(), UTF_8).lines().skip(1).toList().stream();
    }
  }
}
