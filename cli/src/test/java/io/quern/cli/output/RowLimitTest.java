package io.quern.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.cli.engine.LocalEngine.LocalResult;
import io.quern.planner.QuernExtensions;
import io.quern.planner.script.ScriptException;
import io.quern.planner.script.ScriptRunner;
import io.quern.planner.script.ScriptText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RowLimitTest {
  private static final RowLimit TWO = new RowLimit(2, "\\rows 0 shows all");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<String> notes = new ArrayList<>();
  private SparkSession session;

  @BeforeAll
  void start() {
    session =
        (SparkSession)
            SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.extensions", QuernExtensions.class.getName())
                .getOrCreate();
  }

  @AfterAll
  void stop() {
    session.stop();
  }

  @Test
  void aResultForPeopleSaysThatItIsCutAndHowToSeeMore() throws ScriptException {
    assertThat(printed("select * from range(3)", ResultFormat.TABLE, TWO, 0))
        .isEqualTo("id\n--\n 0\n 1\n(first 2 rows; \\rows 0 shows all)\n");
    assertThat(printed("select * from range(3)", ResultFormat.VERTICAL, TWO, 0))
        .isEqualTo("-- row 1\nid | 0\n-- row 2\nid | 1\n(first 2 rows; \\rows 0 shows all)\n");
    assertThat(notes).isEmpty();
  }

  @Test
  void aResultForProgramsIsCutTooButSaysSoElsewhere() throws ScriptException {
    assertThat(printed("select * from range(3)", ResultFormat.CSV, TWO, 0)).isEqualTo("id\n0\n1\n");
    assertThat(printed("select * from range(3)", ResultFormat.JSON, TWO, 0))
        .isEqualTo("{\"id\":0}\n{\"id\":1}\n");
    assertThat(notes)
        .containsExactly(
            "Only the first 2 rows; \\rows 0 shows all",
            "Only the first 2 rows; \\rows 0 shows all");
  }

  @Test
  void aResultOfJustAsManyRowsIsNotCut() throws ScriptException {
    assertThat(printed("select * from range(2)", ResultFormat.TABLE, TWO, 0))
        .isEqualTo("id\n--\n 0\n 1\n(2 rows)\n");
    assertThat(printed("select * from range(3)", ResultFormat.TABLE, RowLimit.none(), 0))
        .endsWith("(3 rows)\n");
  }

  @Test
  void aTableThatIsTooWideForTheScreenIsTurned() throws ScriptException {
    String query = "select 1 as a, 'some text' as b";
    assertThat(printed(query, ResultFormat.AUTO, TWO, 13))
        .isEqualTo("a | b\n--+----------\n1 | some text\n(1 row)\n");
    assertThat(printed(query, ResultFormat.AUTO, TWO, 12))
        .isEqualTo("-- row 1\na | 1\nb | some text\n");
    assertThat(printed(query, ResultFormat.TABLE, TWO, 12)).startsWith("a | b");
  }

  @Test
  void markdownIsAPagesTable() throws ScriptException {
    assertThat(
            printed(
                "select 1 as n, 'a|b' as t union all select 2, null order by n",
                ResultFormat.MARKDOWN,
                TWO,
                0))
        .isEqualTo("| n | t |\n| ---: | --- |\n| 1 | a\\|b |\n| 2 | NULL |\n");
  }

  private String printed(String query, ResultFormat format, RowLimit limit, int columns)
      throws ScriptException {
    out.reset();
    OutputSettings settings =
        new OutputSettings(format, true, limit, false, new Screen(columns, false));
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Results results = new Results(settings, stream, notes::add);
    new ScriptRunner(session, result -> results.onResult(new LocalResult(result)))
        .run(new ScriptText("test", query));
    results.finish();
    return out.toString(StandardCharsets.UTF_8);
  }
}
