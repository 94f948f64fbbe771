package io.quern.udf.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quern.api.QuernException;
import io.quern.model.bundle.ModelRepository;
import io.quern.model.bundle.WantedVersion;
import io.quern.udf.Clicks;
import io.quern.udf.Failures;
import io.quern.udf.ModelFixture;
import io.quern.udf.UdfSession;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which version a statement uses. */
final class ModelVersionsTest {
  private static SparkSession session;
  private static Dataset<Row> clicks;

  private String path;

  @BeforeAll
  static void start() {
    session = UdfSession.create();
    clicks = Clicks.view(session, 20);
  }

  @BeforeEach
  void writeFirstVersion() {
    path = ModelFixture.newPath();
    commit(1);
  }

  @Test
  void usesTheNewestVersionOfEachStatement() {
    List<String> first = scores("predict('%s', *)");
    commit(2);
    List<String> second = scores("predict('%s', *)");

    assertThat(second).isNotEqualTo(first);
    assertThat(scores("predict('%s', *, version => 1)")).isEqualTo(first);
    assertThat(scores("predict('%s', *, version => 2)")).isEqualTo(second);
  }

  @Test
  void keepsTheVersionOfAnAnalyzedStatement() {
    Dataset<Row> statement =
        session.sql("select id, predict('%s', *) p from clicks".formatted(path));
    List<String> before = UdfSession.rows(statement);
    commit(2);

    assertThat(UdfSession.rows(statement.filter("id >= 0"))).isEqualTo(before);
    assertThat(plan(statement)).contains("/" + path.substring(1) + " version 1'");
  }

  @Test
  void explainShowsTheVersion() {
    commit(2);
    Row explained =
        session
            .sql("explain extended select predict('%s', *) p from clicks".formatted(path))
            .first();
    assertThat(explained.getString(0))
        .contains("BatchPredict [predict('file:" + path + " version 2', ");
  }

  @Test
  void registeredFunctionKeepsItsVersion() {
    ModelFunctions.register(session, "pinned", path, WantedVersion.NEWEST);
    ModelFunctions.registerNewest(session, "floating", path);
    List<String> first = scores("pinned(*)");
    assertThat(scores("floating(*)")).isEqualTo(first);
    commit(2);

    assertThat(scores("PINNED(*)")).isEqualTo(first);
    assertThat(scores("floating(*)")).isNotEqualTo(first);
    assertThat(scores("pinned(*, version => 2)")).isEqualTo(scores("floating(*)"));
  }

  @Test
  void registeredFunctionWorksInTemporaryViews() {
    ModelFunctions.register(session, "viewed", path, WantedVersion.numbered(1));
    session.sql("create or replace temp view v as select id, viewed(*) as p from clicks");
    assertThat(UdfSession.rows(session.table("v"))).isEqualTo(scores("viewed(*)"));
  }

  @Test
  void registerRefusesNamesThatAreTaken() {
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> ModelFunctions.register(session, "sum", path, WantedVersion.NEWEST))
        .withMessage("Function 'sum' is built in and cannot be registered");
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> ModelFunctions.register(session, "Predict", path, WantedVersion.NEWEST))
        .withMessage("Function 'Predict' is built in and cannot be registered");
  }

  @Test
  void tellsWhenTheModelWasReplacedUnderTheStatement() {
    Dataset<Row> statement =
        session.sql("select id, predict('%s', *) p from clicks".formatted(path));
    repository().dropAll();
    commit(2);
    statement.createOrReplaceTempView("stale");

    assertThat(Failures.all(session, "select p from stale"))
        .isEqualTo(
            "ERROR MODEL: Model 'file:%s' version 1 was replaced while the statement ran (Run the"
                    .formatted(path)
                + " statement again.)");
  }

  private void commit(long seed) {
    ModelFixture.logisticRegression(seed).write(session, clicks, path);
  }

  private ModelRepository repository() {
    return new ModelRepository(new Path(path), session.sessionState().newHadoopConf());
  }

  private static String plan(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().toString();
  }

  private List<String> scores(String call) {
    return UdfSession.rows(
        session.sql("select id, %s as p from clicks".formatted(call.formatted(path))));
  }
}
