package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.api.TrainingProgress.Phase;
import io.quern.model.bundle.FileEntry;
import io.quern.runtime.ClickTable;
import io.quern.runtime.LocalSpark;
import io.quern.runtime.trainings.CurvePoint;
import io.quern.runtime.trainings.TrainingRecord;
import io.quern.runtime.trainings.TrainingRecords;
import io.quern.runtime.trainings.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is known of trainings while they run and when they have ended, and how others end them. */
@Timeout(60)
class RecordedTrainingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private static Path records;

  private static String outerFolder;
  private static LocalSpark spark;

  @TempDir private Path folder;

  @BeforeAll
  static void startSpark() {
    outerFolder = System.getProperty(TrainingRecords.FOLDER);
    System.setProperty(TrainingRecords.FOLDER, records.resolve("of/me").toUri().toString());
    spark = LocalSpark.threads();
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
    System.clearProperty(TrainingRecords.FOLDER);
    if (outerFolder != null) {
      System.setProperty(TrainingRecords.FOLDER, outerFolder);
    }
  }

  @BeforeEach
  void forgetAll() throws IOException {
    FileUtils.deleteDirectory(records.resolve("of").toFile());
  }

  @AfterEach
  void noThreadStays() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("quern-")));
  }

  @Test
  void aFinishedTrainingIsKeptWithItsFiguresAndItsCurve() {
    TrainResult result =
        training()
            .with("epochs", 3)
            .with("validationFraction", 0.2)
            .with("earlyStoppingPatience", 0)
            .train(clicks());

    TrainingRecord record = store().find("newest");
    assertThat(record.state()).isEqualTo(TrainingState.FINISHED);
    assertThat(record.path()).isEqualTo(result.path());
    assertThat(record.statement()).startsWith("train clicks as DeepCTR.`");
    assertThat(record.end().version()).isEqualTo(1);
    assertThat(record.end().errorCode()).isEmpty();
    assertThat(record.figures().epoch()).isEqualTo(3);
    assertThat(record.figures().loss()).isEqualTo(result.loss());
    assertThat(record.figures().auc()).isEqualTo(result.auc());
    assertThat(record.figures().validationAuc()).isEqualTo(result.validationAuc());
    assertThat(record.figures().psBytes()).isPositive();
    assertThat(record.figures().etaSeconds()).isNaN();
    assertThat(record.ended()).isPresent();
    assertThat(record.started()).isBefore(record.ended().get());

    List<CurvePoint> curve = store().curve(record);
    long batches = (result.rows() + 255) / 256;
    assertThat(curve).extracting(CurvePoint::epoch).containsExactly(1, 2, 3);
    assertThat(curve)
        .extracting(CurvePoint::step)
        .containsExactly(batches, 2 * batches, 3 * batches);
    assertThat(curve).extracting(CurvePoint::rows).containsOnly(result.rows());
    assertThat(curve).extracting(CurvePoint::loss).isEqualTo(training().history("loss"));
    assertThat(curve).extracting(CurvePoint::auc).isEqualTo(training().history("auc"));
    assertThat(curve)
        .extracting(CurvePoint::validationLoss)
        .isEqualTo(training().history("validationLoss"));
    assertThat(record.figures().step()).isEqualTo(3 * batches);
  }

  @Test
  void whatTheServersHoldIsKnownFromTheFirstStepOn() {
    List<Long> bytes = Collections.synchronizedList(new ArrayList<>());
    training()
        .with("epochs", 1)
        .listening(
            progress -> {
              if (progress.phase() == Phase.TRAINING) {
                bytes.add(store().find("newest").figures().psBytes());
              }
            })
        .train(clicks());

    assertThat(bytes).isNotEmpty().allSatisfy(held -> assertThat(held).isNotNegative());
  }

  @Test
  void theVersionHoldsAnEventFile() {
    training().with("epochs", 2).train(clicks());

    assertThat(training().repository().openNewest().manifest().files())
        .extracting(FileEntry::name)
        .filteredOn(name -> name.startsWith("tensorboard/"))
        .singleElement()
        .asString()
        .matches("tensorboard/events\\.out\\.tfevents\\.\\d{10}\\.quern");
  }

  @Test
  void aFailedTrainingIsKeptWithItsErrorAsFarAsItGot() {
    assertThatThrownBy(() -> training().train(ClickTable.withLabels(0.0, 0.0)))
        .isInstanceOf(QuernException.class);

    TrainingRecord record = store().find("newest");
    assertThat(record.state()).isEqualTo(TrainingState.FAILED);
    assertThat(record.end().errorCode()).isEqualTo("DATA");
    assertThat(record.end().errorMessage())
        .isEqualTo("All 2 labels in 'click' are 0; both 0 and 1 are needed");
    assertThat(store().curve(record)).isEmpty();
  }

  @Test
  void aTrainingUnderWayIsSeenAndCancelledFromAnotherThread() throws Exception {
    FutureTask<TrainResult> running =
        start(() -> training().with("epochs", 100_000).with("workers", 2).train(clicks()));
    TrainingRecord seen = awaitEpoch(3);
    assertThat(seen.state()).isEqualTo(TrainingState.TRAINING);
    assertThat(seen.heartbeat()).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
    assertThat(seen.figures().etaSeconds()).isPositive();
    await().atMost(PATIENCE).until(() -> store().curve(seen).size() >= 2);

    long asked = System.nanoTime();
    TrainingRecord ended = store().cancel(store().find(seen.id().substring(0, 8)));

    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
    assertThat(ended.state()).isEqualTo(TrainingState.CANCELLED);
    assertThat(ended.end().errorCode()).isEqualTo("CANCELLED");
    assertThat(store().all()).containsExactly(ended);
    assertThat(store().curve(ended)).hasSizeGreaterThanOrEqualTo(2);
    assertThatThrownBy(() -> running.get(1, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            QuernException.class,
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.CANCELLED);
              assertThat(error).hasMessage("The training was cancelled by CANCEL TRAINING");
              assertThat(error.hint())
                  .contains(
                      "Nothing of it is kept; with resume = true a training keeps the epochs it has"
                          + " done");
            });
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aCancelledTrainingSaysWhatIsKept() throws Exception {
    FutureTask<TrainResult> running =
        start(() -> training().with("epochs", 100_000).with("resume", true).train(clicks()));

    store().cancel(awaitEpoch(3));

    assertThatThrownBy(() -> running.get(1, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            QuernException.class,
            error ->
                assertThat(error.hint().orElseThrow())
                    .matches("Epoch \\d+ is kept; the same statement goes on from it"));
  }

  @Test
  void theThreadOfACancelledTrainingIsNotInterruptedAfterwards() throws Exception {
    FutureTask<Boolean> running =
        start(
            () -> {
              assertThatThrownBy(() -> training().with("epochs", 100_000).train(clicks()))
                  .isInstanceOf(QuernException.class);
              return Thread.currentThread().isInterrupted();
            });
    store().cancel(awaitEpoch(2));

    assertThat(running.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void aFolderThatCannotBeWrittenHoldsNothingUp() throws IOException {
    Files.writeString(records.resolve("of"), "not a folder");
    try {
      assertThat(training().train(clicks()).version()).isEqualTo(1);
    } finally {
      Files.delete(records.resolve("of"));
    }
  }

  private TrainingRecord awaitEpoch(int epoch) {
    await()
        .atMost(PATIENCE)
        .until(() -> store().all().stream().anyMatch(record -> record.figures().epoch() >= epoch));
    return store().all().get(0);
  }

  private static <T> FutureTask<T> start(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    new Thread(task, "user").start();
    return task;
  }

  private static ClickTable clicks() {
    return ClickTable.random(2_000, 3);
  }

  private Trainings training() {
    return new Trainings(spark.context(), folder.resolve("m"));
  }

  private static TrainingRecords store() {
    return TrainingRecords.of(spark.context().getConf(), spark.context().hadoopConfiguration());
  }
}
