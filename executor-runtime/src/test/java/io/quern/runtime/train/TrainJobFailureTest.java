package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.api.TrainingProgress;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.feature.MissingNumber;
import io.quern.model.feature.Scaling;
import io.quern.model.feature.Transform.Number;
import io.quern.runtime.ClickTable;
import io.quern.runtime.ClickTable.Click;
import io.quern.runtime.LocalSpark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a training ends, nothing stays behind. */
class TrainJobFailureTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static LocalSpark spark;

  @TempDir Path folder;

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.threads();
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  @AfterEach
  void nothingStaysBehind() {
    assertThat(context().persistentRdds().size()).isZero();
    if (training().repository().versions().isEmpty()) {
      assertThat(folder).isEmptyDirectory();
    } else {
      assertThat(folder.resolve("m/staging")).isEmptyDirectory();
    }
    await().atMost(PATIENCE).until(() -> threadsOfTrainings().isEmpty());
    await().atMost(PATIENCE).until(() -> context().statusTracker().getActiveJobIds().length == 0);
  }

  @Test
  void cancellingTheJobGroupEndsTheTraining() throws Exception {
    assertThatCancelled(thread -> context().cancelJobGroup("group"));
  }

  @Test
  void cancellingTheRunsTagEndsTheTraining() throws Exception {
    assertThatCancelled(thread -> context().cancelJobsWithTag("quern-" + runId.get()));
  }

  @Test
  void interruptingTheThreadEndsTheTraining() throws Exception {
    assertThatCancelled(Thread::interrupt);
  }

  @Test
  void cancellingATrainingThatOverlapsLeavesNoThread() throws Exception {
    assertThatCancelled(training().with("overlap", "on"), Thread::interrupt);
  }

  @Test
  void interruptingTheThreadEndsTheReadingOfTheSource() throws Exception {
    RDD<InternalRow> slow = neverEnding(ClickTable.random(100, 3).toRdd(context(), 2));
    CompletableFuture<TrainResult> result = new CompletableFuture<>();
    Thread thread = start(() -> training().train(slow), result);
    await().atMost(PATIENCE).until(() -> context().statusTracker().getActiveJobIds().length > 0);

    thread.interrupt();

    assertThatThrownBy(() -> result.get(10, TimeUnit.SECONDS))
        .hasCause(new QuernException(ErrorCode.CANCELLED, "The training was cancelled"));
  }

  @Test
  void aLearningRateThatIsTooLargeEndsTheTrainingAndNamesTheFeature() {
    training().train(ClickTable.random(300, 3));
    Trainings training = training().with("model", "FM").with("sparseOptimizer", "sgd");
    training.with("optimizer", "sgd").with("learningRate", 10).with("batchSize", 4);

    assertThatThrownBy(() -> training.with("epochs", 50).train(ClickTable.random(2_000, 3)))
        .isInstanceOfSatisfying(
            QuernException.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.DATA))
        .hasMessageMatching(
            "The loss is NaN at step \\d+ of epoch 1 on worker 0: the largest product of weight and"
                + " number, of feature 'price', is \\d\\.\\d+E19 with number -?\\d\\.\\d+; nothing was"
                + " committed");
    assertThat(training().repository().versions()).containsExactly(1);
  }

  @Test
  void aDenseWeightThatIsNotFiniteNamesItsBlock() {
    Trainings training = training().with("model", "DeepFM").with("embeddingDim", 2);
    training.with("hiddenUnits", "4").with("batchNorm", false).with("optimizer", "sgd");
    training.with("learningRate", 10).with("sparseLearningRate", 1e-9).with("l2", 100);

    assertThatThrownBy(() -> training.with("batchSize", 4).train(ClickTable.random(2_000, 3)))
        .hasMessageMatching(
            "(The loss is (NaN|Infinity)|A prediction is NaN|A gradient is not finite) at step"
                + " \\d+ of epoch 1 on worker 0: .* block 'mlp/.*; nothing was committed");
    assertThat(training().repository().versions()).isEmpty();
  }

  @Test
  void hugeNumbersThatAreNotScaledNameTheirFeature() {
    List<Click> clicks = new ArrayList<>(ClickTable.random(500, 3).clicks());
    clicks.add(new Click(1.0, "user-1", 1L, 1e30, 0.5));
    FeatureSchema unscaled =
        FeatureSchema.builder()
            .column("user", ColumnType.STRING, FeatureKind.CATEGORY)
            .column("item", ColumnType.INTEGRAL, FeatureKind.CATEGORY)
            .column("price", ColumnType.NUMBER)
            .feature("price", new Number(Scaling.NONE, MissingNumber.OWN_ROW), "price")
            .build();
    Trainings training = training().features(unscaled).with("batchSize", 64).with("epochs", 5);

    assertThatThrownBy(() -> training.with("sparseOptimizer", "sgd").train(ClickTable.of(clicks)))
        .hasMessageMatching(
            "The loss is NaN at step \\d+ of epoch \\d on worker 0: the largest product of weight and"
                + " number, of feature 'price', is Infinity with number 1\\.0E30; nothing was"
                + " committed");
  }

  @Test
  void aFailingTrainingLeavesTheNewestVersionAsItIs() {
    training().train(ClickTable.random(300, 3));

    assertThatThrownBy(() -> training().train(ClickTable.withLabels(0.0, 0.0)))
        .hasMessage("All 2 labels in 'click' are 0; both 0 and 1 are needed");

    assertThat(training().repository().versions()).containsExactly(1);
  }

  @Test
  void failuresOfTheSourceAreSparksOwn() {
    RDD<InternalRow> broken =
        ClickTable.random(100, 3)
            .toRdd(context(), 2)
            .toJavaRDD()
            .map(TrainJobFailureTest::fail)
            .rdd();

    assertThatThrownBy(() -> training().train(broken))
        .isNotInstanceOf(QuernException.class)
        .hasRootCauseMessage("the source is broken");
  }

  @Test
  void moreWorkersThanSlotsAreRefused() {
    assertThatThrownBy(() -> training().with("workers", 300).train(ClickTable.random(100, 3)))
        .isInstanceOfSatisfying(
            QuernException.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.RESOURCE))
        .hasMessage(
            "The training needs 300 task slots for its workers, the application has at most 2");
  }

  private final AtomicReference<String> runId = new AtomicReference<>();

  private interface Cancel {
    void of(Thread training);
  }

  private void assertThatCancelled(Cancel cancel) throws Exception {
    assertThatCancelled(training(), cancel);
  }

  private void assertThatCancelled(Trainings prepared, Cancel cancel) throws Exception {
    AtomicReference<TrainingProgress> seen = new AtomicReference<>();
    CompletableFuture<TrainResult> result = new CompletableFuture<>();
    Trainings training =
        prepared
            .with("epochs", 100_000)
            .with("workers", 2)
            .listening(
                progress -> {
                  runId.set(progress.runId());
                  seen.set(progress);
                });
    Thread thread =
        start(
            () -> {
              context().setJobGroup("group", "a test", true);
              return training.train(ClickTable.random(2_000, 3));
            },
            result);
    await().atMost(PATIENCE).until(() -> seen.get() != null && seen.get().epoch() >= 3);

    long asked = System.nanoTime();
    cancel.of(thread);

    assertThatThrownBy(() -> result.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            QuernException.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.CANCELLED));
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
    assertThat(seen.get().phase()).isEqualTo(TrainingProgress.Phase.FAILED);
    thread.join(PATIENCE.toMillis());
  }

  private interface Work {
    TrainResult run();
  }

  private static Thread start(Work work, CompletableFuture<TrainResult> result) {
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.run());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    thread.start();
    return thread;
  }

  private static RDD<InternalRow> neverEnding(RDD<InternalRow> rows) {
    return rows.toJavaRDD()
        .flatMap(row -> java.util.stream.Stream.generate(() -> row).iterator())
        .rdd();
  }

  private static InternalRow fail(InternalRow row) {
    throw new IllegalStateException("the source is broken");
  }

  private static List<String> threadsOfTrainings() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("quern-"))
        .toList();
  }

  private Trainings training() {
    return new Trainings(context(), folder.resolve("m"));
  }

  private static SparkContext context() {
    return spark.context();
  }
}
