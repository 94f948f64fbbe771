package io.quern.planner.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.TrainingProgress;
import io.quern.planner.PlannerSession;
import io.quern.planner.Rejections;
import io.quern.planner.session.Notes;
import io.quern.planner.session.Registration;
import io.quern.planner.session.TrainingListeners;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TRAIN from the text to the committed model, with networks that need no TensorFlow. */
final class TrainTest {
  private final SparkSession session = PlannerSession.open();

  @TempDir Path folder;

  @BeforeEach
  void createTable() {
    session.sql(
        "create temporary view clicks as select cast(pmod(id * 7, 10) < pmod(id, 5) * 2 as int) as"
            + " click, pmod(id, 5) as ad, concat('c', pmod(id, 3)) as city, rand(7) as price from"
            + " range(3000)");
  }

  @Test
  void returnsOneRowAndCommitsAVersion() {
    List<Row> rows =
        session
            .sql(
                "train clicks as DeepCTR.`%s/ctr` where label='click' and model='LR' and epochs=2"
                        .formatted(folder)
                    + " as trained")
            .collectAsList();
    assertThat(rows).hasSize(1);
    Row row = rows.get(0);
    assertThat(row.schema().fieldNames())
        .containsExactly(
            "path",
            "version",
            "algorithm",
            "rows",
            "epochs",
            "seconds",
            "rowsPerSecond",
            "loss",
            "auc",
            "validationLoss",
            "validationAuc",
            "validationNormalizedEntropy",
            "validationCopc",
            "validationRmse",
            "validationGauc");
    assertThat(row.getString(0)).isEqualTo(folder + "/ctr");
    assertThat(row.getInt(1)).isEqualTo(1);
    assertThat(row.getString(2)).isEqualTo("DeepCTR");
    assertThat(row.getLong(3)).isEqualTo(3000);
    assertThat(row.getInt(4)).isEqualTo(2);
    assertThat(row.getDouble(6)).isEqualTo(3000 * 2 / row.getDouble(5));
    assertThat(row.getDouble(8)).isBetween(0.6, 1.0);
    for (int column = 9; column < row.size(); column++) {
      assertThat(row.isNullAt(column)).isTrue();
    }
    assertThat(session.table("trained").collectAsList()).isEqualTo(rows);
    assertThat(folder.resolve("ctr/versions/1/manifest.json")).exists();
  }

  @Test
  void trainsOnceHoweverOftenItsRowIsRead() {
    Dataset<Row> result =
        session.sql(
            "train clicks as DeepCTR.`%s/ctr` where label='click' and model='LR' and epochs=1"
                .formatted(folder));
    assertThat(result.collectAsList()).isEqualTo(result.collectAsList());
    assertThat(result.filter("version = 1").count()).isEqualTo(1);
    assertThat(folder.resolve("ctr/versions/2")).doesNotExist();
  }

  @Test
  void remembersWhichFilesWereRead() {
    session.table("clicks").coalesce(1).write().partitionBy("city").parquet(folder + "/clicks");
    session.read().parquet(folder + "/clicks").createOrReplaceTempView("stored");
    session
        .sql(
            "train (select click, ad from stored where city = 'c1') as DeepCTR.`%s/ctr`"
                    .formatted(folder)
                + " where label='click' and model='LR' and epochs=1")
        .collectAsList();
    List<Row> read =
        session
            .sql("describe model '%s/ctr'".formatted(folder))
            .filter("section = 'lineage' and item = 'read'")
            .collectAsList();
    assertThat(read)
        .singleElement()
        .extracting(row -> row.getString(2))
        .asString()
        .matches(
            "file:/\\S*/clicks\\S*: [13] files?, [0-9,]+ bytes, the newest of \\d{4}-\\d{2}-\\S+Z");
  }

  @Test
  void remembersNoFilesOfRowsThatWereMadeUp() {
    session
        .sql(
            "train clicks as DeepCTR.`%s/ctr` where label='click' and model='LR' and epochs=1"
                .formatted(folder))
        .collectAsList();
    assertThat(
            session
                .sql("describe model '%s/ctr'".formatted(folder))
                .filter("item = 'read'")
                .count())
        .isZero();
  }

  @Test
  void validatesOnATable() {
    session.sql("create temporary view holdout as select * from clicks where price < 0.2");
    Row row =
        train(
            "train (select * from clicks where price >= 0.2) as DeepCTR.`%s/ctr` where"
                + " label='click' and model='LR' and epochs=1 and validationTable='holdout' and"
                + " gaucBy='city'");
    assertThat(row.getDouble(9)).isPositive();
    assertThat(row.getDouble(10)).isBetween(0.6, 1.0);
    assertThat(row.getDouble(11)).isBetween(0.5, 2.0);
    assertThat(row.getDouble(12)).isBetween(0.3, 1.2);
    assertThat(row.getDouble(13)).isBetween(0.3, 0.6);
    assertThat(row.getDouble(14)).isBetween(0.6, 1.0);
  }

  @Test
  void tellsOfFunctionsWhoseVersionItHasReplaced() {
    train("train clicks as DeepCTR.`%s/ctr` where label='click' and model='LR' and epochs=1");
    session.sql("register DeepCTR.`%s/ctr` as left_behind".formatted(folder));
    session.sql("register DeepCTR.`%s/ctr` as follows where version='newest'".formatted(folder));
    List<String> notes = new ArrayList<>();
    try (Registration ignored = Notes.listen(session, notes::add)) {
      train("train clicks as DeepCTR.`%s/ctr` where label='click' and model='LR' and epochs=1");
    }
    assertThat(notes)
        .containsExactly(
            "Function left_behind scores with version 1, which this training has replaced:"
                + " register it again");
  }

  @Test
  void tellsOfFeaturesWithoutAValueThatIsFrequentEnough() {
    List<String> notes = new ArrayList<>();
    try (Registration ignored = Notes.listen(session, notes::add)) {
      train(
          "train (select *, uuid() as session from clicks) as DeepCTR.`%s/ctr`"
              + " where label='click' and model='LR' and epochs=1");
    }
    assertThat(notes)
        .singleElement()
        .asString()
        .matches(
            "Feature 'session' tells nothing: none of its [0-9,]+ values is in minCount rows; leave"
                + " it out, lower minCount, or make something of it");
  }

  @Test
  void tellsListenersHowFarItIs() {
    List<TrainingProgress> told = new CopyOnWriteArrayList<>();
    try (Registration ignored = TrainingListeners.register(session, told::add)) {
      train("run clicks as DeepCTR.`%s/ctr` where label='click' and model='LR' and epochs=1");
    }
    assertThat(told)
        .extracting(TrainingProgress::phase)
        .startsWith(TrainingProgress.Phase.ENCODING)
        .endsWith(TrainingProgress.Phase.DONE);
  }

  @Test
  void theSameStatementGoesOnWhereItWasCut() {
    String statement =
        "train clicks as DeepCTR.`%s/ctr` where label='click' and model='LR' and epochs=3 and"
            + " resume=true";
    try (Registration ignored =
        TrainingListeners.register(
            session,
            progress -> {
              if (progress.phase() == TrainingProgress.Phase.TRAINING
                  && progress.epoch() == 3
                  && progress.rowsDone() == 0) {
                Thread.currentThread().interrupt();
              }
            })) {
      assertThat(Rejections.of(session, statement.formatted(folder)).hint())
          .contains("Epoch 2 is kept; the same statement goes on from it");
    }
    List<String> notes = new ArrayList<>();
    try (Registration ignored = Notes.listen(session, notes::add)) {
      assertThat(train(statement).getInt(4)).isEqualTo(3);
    }
    assertThat(notes).singleElement().asString().startsWith("Resumed behind epoch 2 of run ");
    assertThat(folder.resolve("ctr/staging")).isEmptyDirectory();
  }

  @Test
  void failsOnLabelsThatAreNoLabels() {
    session.sql("create temporary view texts as select 'maybe' as click, 1 as ad");
    assertThat(
            Rejections.of(
                    session,
                    "train texts as DeepCTR.`%s/ctr` where label='click' and model='LR'"
                        .formatted(folder))
                .headline())
        .isEqualTo(
            "ERROR DATA: Label 'click' has 1 row with a value outside {0, 1} (first: not a"
                + " number)");
    assertThat(folder.resolve("ctr/versions")).doesNotExist();
  }

  private Row train(String statement) {
    return session.sql(statement.formatted(folder)).head();
  }
}
