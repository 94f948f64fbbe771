package io.quern.planner.trainings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.QuernException;
import io.quern.planner.JobCount;
import io.quern.planner.PlannerSession;
import io.quern.planner.Rejections;
import io.quern.planner.session.Registration;
import io.quern.planner.session.TrainingListeners;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SHOW TRAININGS, SHOW TRAINING and CANCEL TRAINING, from another session than the training's. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TrainingStatementsTest {
  private final SparkSession trainer = PlannerSession.open();
  private final SparkSession watcher = PlannerSession.open();

  @TempDir static Path folder;

  @BeforeAll
  void makeClicks() {
    trainer.sql(
        "create temporary view clicks as select cast(pmod(id * 7, 10) < pmod(id, 5) * 2 as int) as"
            + " click, pmod(id, 5) as ad, concat('c', pmod(id, 3)) as city from range(2000)");
  }

  @Test
  void showsTheLastTrainingFirst() {
    train("first", 1, "validationFraction=0.2 and label='click'").collectAsList();
    Row training = newest();

    assertThat(training.schema().fieldNames())
        .containsExactly(
            "id",
            "state",
            "path",
            "version",
            "epoch",
            "epochs",
            "step",
            "rowsPerSecond",
            "loss",
            "auc",
            "validationLoss",
            "validationAuc",
            "psBytes",
            "slowestWorker",
            "etaSeconds",
            "started",
            "ended",
            "heartbeat",
            "errorCode",
            "errorMessage",
            "statement",
            "place");
    assertThat(training.<String>getAs("state")).isEqualTo("finished");
    assertThat(training.<String>getAs("path")).isEqualTo(folder + "/first");
    assertThat(training.<Integer>getAs("version")).isEqualTo(1);
    assertThat(training.<Integer>getAs("epoch")).isEqualTo(1);
    assertThat(training.<Double>getAs("validationAuc")).isBetween(0.0, 1.0);
    assertThat(training.<Long>getAs("psBytes")).isPositive();
    assertThat(training.<Object>getAs("ended")).isNotNull();
    assertThat(training.<Object>getAs("errorCode")).isNull();
    assertThat(training.<String>getAs("statement")).startsWith("train clicks as").hasSize(80);
  }

  @Test
  void showsTheCurveOfATraining() {
    train("curve", 3, "label='click'").collectAsList();
    String id = newest().getAs("id");

    List<Row> curve = watcher.sql("show training '%s'".formatted(id)).collectAsList();

    assertThat(curve).extracting(row -> row.<Integer>getAs("epoch")).containsExactly(1, 2, 3);
    assertThat(curve).allSatisfy(row -> assertThat(row.<Long>getAs("rows")).isEqualTo(2000));
    assertThat(curve).allSatisfy(row -> assertThat(row.<Double>getAs("loss")).isPositive());
    assertThat(curve).allSatisfy(row -> assertThat(row.<Object>getAs("validationAuc")).isNull());
    assertThat(watcher.sql("show training 'newest'").collectAsList()).isEqualTo(curve);
  }

  @Test
  void theTableFunctionHasTheSameRows() {
    train("asked", 1, "label='click'").collectAsList();
    List<Row> shown = watcher.sql("show trainings").collectAsList();

    assertThat(watcher.sql("select * from trainings()").collectAsList()).isEqualTo(shown);
    assertThat(
            watcher
                .sql("select path, version from trainings() where path like '%/asked'")
                .collectAsList())
        .containsExactly(RowFactory.create(folder + "/asked", 1));
    assertThat(Rejections.of(watcher, "select * from trainings('newest')").headline())
        .isEqualTo("ERROR TYPE at 1:15: trainings takes no argument, found 'newest'");
  }

  @Test
  void aTrainingThatFailedIsShownWithItsError() {
    assertThatThrownBy(
            () ->
                trainer
                    .sql(
                        "train (select *, 0 as none from clicks) as DeepCTR.`%s/zeros`"
                                .formatted(folder)
                            + " where model='LR' and label='none'")
                    .collectAsList())
        .isInstanceOf(QuernException.class);

    Row failed = newest();

    assertThat(failed.<String>getAs("state")).isEqualTo("failed");
    assertThat(failed.<String>getAs("errorCode")).isEqualTo("DATA");
    assertThat(failed.<String>getAs("errorMessage")).startsWith("All 2000 labels in 'none' are 0");
    assertThat(failed.<Object>getAs("version")).isNull();
  }

  @Test
  void showingTrainingsStartsNoJob() {
    train("cheap", 1, "label='click'").collectAsList();
    try (JobCount jobs = JobCount.of(watcher)) {
      newest();
      watcher.sql("show training 'newest'").collectAsList();
      watcher.sql("select * from trainings()").collectAsList();
      assertThat(jobs.started()).isZero();
    }
  }

  @Test
  void cancelsATrainingOfAnotherSession() throws Exception {
    FutureTask<List<Row>> statement =
        new FutureTask<>(() -> train("endless", 100_000, "label='click'").collectAsList());
    CountDownLatch steps = new CountDownLatch(1);
    try (Registration listening =
        TrainingListeners.register(
            trainer,
            progress -> {
              if (progress.epoch() > 1) {
                steps.countDown();
              }
            })) {
      new Thread(statement, "user").start();
      assertThat(steps.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(newest().<String>getAs("path")).isEqualTo(folder + "/endless");
    assertThat(newest().<String>getAs("state")).isEqualTo("training");
    String id = newest().getAs("id");

    Row ended =
        watcher.sql("cancel training '%s'".formatted(id.substring(0, 13))).collectAsList().get(0);

    assertThat(ended.<String>getAs("id")).isEqualTo(id);
    assertThat(ended.<String>getAs("state")).isEqualTo("cancelled");
    assertThat(ended.<String>getAs("errorCode")).isEqualTo("CANCELLED");
    assertThatThrownBy(() -> statement.get(2, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            QuernException.class,
            error ->
                assertThat(error.headline())
                    .isEqualTo("ERROR CANCELLED: The training was cancelled by CANCEL TRAINING"));
    assertThat(folder.resolve("endless")).doesNotExist();
    assertThat(Rejections.of(watcher, "cancel training '%s'".formatted(id)).headline())
        .startsWith("ERROR NAME at 1:17: Training '%s' is over: cancelled at ".formatted(id));
  }

  @Test
  void anUnknownTrainingIsToldAtItsPlace() {
    train("known", 1, "label='click'").collectAsList();
    String id = newest().getAs("id");

    QuernException error = Rejections.of(watcher, "show training\n 'nothing'");

    assertThat(error.headline()).isEqualTo("ERROR NAME at 2:2: Training 'nothing' is not known");
    assertThat(error.hint().orElseThrow())
        .startsWith("SHOW TRAININGS lists all; the latest: '%s' (finished)".formatted(id));
    assertThat(Rejections.of(watcher, "cancel training 'nothing'").headline())
        .isEqualTo("ERROR NAME at 1:17: Training 'nothing' is not known");
  }

  private org.apache.spark.sql.Dataset<Row> train(String name, int epochs, String options) {
    return trainer.sql(
        "train clicks as DeepCTR.`%s/%s` where model='LR' and workers=1 and epochs=%d and %s"
            .formatted(folder, name, epochs, options));
  }

  private Row newest() {
    List<Row> trainings = watcher.sql("show trainings").collectAsList();
    assertThat(trainings).isNotEmpty();
    return trainings.get(0);
  }
}
