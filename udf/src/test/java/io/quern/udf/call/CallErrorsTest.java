package io.quern.udf.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.bundle.ModelRepository;
import io.quern.udf.Clicks;
import io.quern.udf.Failures;
import io.quern.udf.ModelFixture;
import io.quern.udf.UdfSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CallErrorsTest {
  private static final String SIGNATURE =
      " (The model's features are user_id BIGINT, city STRING, age DOUBLE, tags ARRAY<STRING>,"
          + " active BOOLEAN.)";

  private static SparkSession session;
  private static Dataset<Row> clicks;
  private static String path;

  @BeforeAll
  static void writeModel() {
    session = UdfSession.create();
    clicks = Clicks.view(session, 20);
    path = ModelFixture.newPath();
    ModelFixture.logisticRegression(1).write(session, clicks, path);
  }

  /** Calls, with {@code M} for the model's path, and what their users are told. */
  static Stream<Arguments> wrongCalls() {
    return Stream.of(
        Arguments.of(
            "predict('M', user_id, city, age, tags)",
            "TYPE at 1:8: Model 'M' expects 5 arguments, predict is given 4" + SIGNATURE),
        Arguments.of(
            "predict('M', user_id, city, age, tags, active, id)",
            "TYPE at 1:8: Model 'M' expects 5 arguments, predict is given 6" + SIGNATURE),
        Arguments.of(
            "predict('M')",
            "TYPE at 1:8: Model 'M' expects 5 arguments, predict is given 0" + SIGNATURE),
        Arguments.of(
            "predict('M', city, user_id, age, tags, active)",
            "NAME at 1:8: Argument 1 of predict is column 'city', but model 'M' expects 'user_id'"
                + " there (Give the columns in the model's order, or by name: feature =>"
                + " column.)"),
        Arguments.of(
            "predict('M', city || '', city, age, tags, active)",
            "TYPE at 1:8: Model 'M' expects 'user_id' BIGINT, the query gives STRING (Cast the"
                + " argument: cast(... as BIGINT).)"),
        Arguments.of(
            "predict('M', user_id, city, age, id, active)",
            "TYPE at 1:8: Model 'M' expects 'tags' ARRAY<STRING>, the query gives INT (Cast the"
                + " argument: cast(... as ARRAY<STRING>).)"),
        Arguments.of(
            "predict('M', age + 1, city, age, tags, active)",
            "TYPE at 1:8: Model 'M' expects 'user_id' BIGINT, the query gives DOUBLE (Cast the"
                + " argument: cast(... as BIGINT).)"),
        Arguments.of(
            "predict('M', * except (age))",
            "NAME at 1:8: Model 'M' expects 'age' DOUBLE, which the call of predict does not"
                + " give"
                + SIGNATURE),
        Arguments.of(
            "predict('M', *, id + 1)",
            "NAME at 1:8: predict is called with * and the unnamed argument (clicks.id + 1) (Name"
                + " the argument: feature => expression.)"),
        Arguments.of(
            "predict('M', *, ages => 1)",
            "NAME at 1:8: Model 'M' has no feature 'ages', which predict is given as argument"
                + " (Did you mean 'age'?)"),
        Arguments.of(
            "predict('M', struct(*))",
            "NAME at 1:8: Model 'M' has no feature 'id', which predict is given as field"
                + SIGNATURE),
        Arguments.of(
            "predict('M', struct(user_id, city, age, tags))",
            "NAME at 1:8: Model 'M' expects 'active' BOOLEAN, which the call of predict does not"
                + " give"
                + SIGNATURE),
        Arguments.of(
            "predict('M', user_id, city => city)",
            "NAME at 1:8: predict is called with named arguments and the unnamed argument"
                + " clicks.user_id (Name all arguments or none.)"),
        Arguments.of(
            "predict('M', a.*, b.*)",
            "NAME at 1:8: Feature 'user_id' of model 'M' is ambiguous: predict is given 2 columns"
                + " of that name (Name the one that is meant: user_id => table.column.)"),
        Arguments.of(
            "predict(city, *)",
            "TYPE at 1:8: The first argument of predict must be a constant string, the model's"
                + " path; found clicks.city (Write predict('models/ctr', ...).)"),
        Arguments.of(
            "predict(7)",
            "TYPE at 1:8: The first argument of predict must be a constant string, the model's"
                + " path; found 7 (Write predict('models/ctr', ...).)"),
        Arguments.of(
            "predict()",
            "TYPE at 1:8: The first argument of predict must be a constant string, the model's"
                + " path (Write predict('models/ctr', ...).)"),
        Arguments.of(
            "predict(' ', *)",
            "TYPE at 1:8: The first argument of predict, the model's path, is empty"),
        Arguments.of(
            "predict('M', *, version => id)",
            "TYPE at 1:8: Argument 'version' of predict must be a constant: a version's"
                + " number or a tag, found clicks.id (A feature that is named 'version' can be given"
                + " by position or in a struct.)"),
        Arguments.of(
            "predict('M', *, version => 9)",
            "MODEL at 1:8: Model 'M' has no version 9 (Its versions: 1.)"));
  }

  @ParameterizedTest
  @MethodSource("wrongCalls")
  void tellsWhatIsWrongWithACall(String call, String expected) {
    String from = call.contains("a.*") ? "clicks a join clicks b" : "clicks";
    String sql = "select " + call.replace("'M'", "'" + path + "'") + " from " + from;
    assertThat(Failures.all(session, sql))
        .isEqualTo("ERROR " + expected.replace("'M'", "'" + path + "'"));
  }

  @Test
  void tellsThePlaceInALongStatement() {
    assertThat(
            Failures.headline(session, "select id,\n  1 +\n   predict('/nowhere', *)\nfrom clicks"))
        .isEqualTo("ERROR MODEL at 3:4: No model at '/nowhere'");
  }

  @Test
  void tellsNoPlaceOfACallInsideAView() {
    String model = ModelFixture.newPath();
    ModelFixture.logisticRegression(1).write(session, clicks, model);
    session.sql(
        "create temp view orphan as select predict('%s', *) p from clicks".formatted(model));
    new ModelRepository(
            new org.apache.hadoop.fs.Path(model), session.sessionState().newHadoopConf())
        .dropAll();
    assertThat(Failures.headline(session, "select 1,\n p from orphan"))
        .isEqualTo("ERROR MODEL: No model at '%s'".formatted(model));
  }

  @Test
  void tellsOfAFolderThatIsNoModel() throws IOException {
    Path folder = Files.createTempDirectory(UdfSession.folder(), "foreign");
    Files.writeString(folder.resolve("saved_model.pb"), "x");
    assertThat(Failures.headline(session, "select predict('%s', 1)".formatted(folder)))
        .isEqualTo("ERROR MODEL at 1:8: '%s' is not a Quern model".formatted(folder));
  }

  @Test
  void tellsOfATruncatedFileBeforeAnythingRuns() throws IOException {
    String damaged = ModelFixture.newPath();
    ModelFixture.logisticRegression(1).write(session, clicks, damaged);
    Path shard = Path.of(damaged, "versions/1/sparse/shard-00000.rows");
    byte[] bytes = Files.readAllBytes(shard);
    Files.write(shard, Arrays.copyOf(bytes, bytes.length - 8));

    assertThat(Failures.headline(session, "select predict('%s', *) from clicks".formatted(damaged)))
        .isEqualTo(
            ("ERROR MODEL at 1:8: File 'sparse/shard-00000.rows' of model '%s' version 1 is"
                    + " damaged: %d bytes found, %d in the manifest")
                .formatted(damaged, bytes.length - 8, bytes.length));
  }

  @Test
  void tellsOfADamagedFileWhenATaskOpensTheModel() throws IOException {
    String damaged = ModelFixture.newPath();
    ModelFixture.logisticRegression(1).write(session, clicks, damaged);
    Path dense = Path.of(damaged, "versions/1/dense/parameters.f32");
    byte[] bytes = Files.readAllBytes(dense);
    bytes[0] ^= 1;
    Files.write(dense, bytes);

    assertThat(Failures.headline(session, "select predict('%s', *) from clicks".formatted(damaged)))
        .startsWith(
            "ERROR MODEL: File 'dense/parameters.f32' of model 'file:%s' version 1 is damaged:"
                .formatted(damaged));
  }
}
