package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quern.api.QuernException;
import io.quern.runtime.ClickTable;
import io.quern.runtime.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trainings that were cut short and go on, against the same that were not. */
class ResumedTrainingTest {
  private static LocalSpark spark;

  private final ClickTable clicks = ClickTable.random(700, 3);

  @TempDir Path folder;

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.threads();
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  static Stream<Arguments> exactTrainings() {
    return Stream.of(
        Arguments.of("rows that drift", Map.of("sparseOptimizer", "adam", "embeddingL2", 0.001)),
        Arguments.of(
            "counts of admission and ages of rows",
            Map.of("sparseOptimizer", "lazyAdam", "admitAfter", 9, "evictBelowScore", 8)),
        Arguments.of(
            "rates that fall, the best epoch, and state",
            Map.of(
                "validationFraction",
                0.3,
                "learningRate",
                0.5,
                "keepState",
                true,
                "earlyStoppingPatience",
                4)),
        Arguments.of(
            "dropout and batch norm",
            Map.of("model", "DeepFM", "hiddenUnits", "8,6", "dropout", 0.3, "batchNorm", true)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("exactTrainings")
  void noBitTellsThatTheTrainingWasCut(String ignored, Map<String, Object> options) {
    Trainings uncut = with(training("uncut"), options);
    TrainResult expected = uncut.train(clicks);
    Trainings cut = with(training("cut"), options).with("resume", true);
    CutTraining.behind(2, cut, clicks);

    TrainResult result = cut.train(clicks);

    SameVersions.assertSame(cut, uncut);
    assertThat(result.epochs()).isEqualTo(expected.epochs());
    assertThat(result.training()).isEqualTo(expected.training());
    assertThat(result.validation()).isEqualTo(expected.validation());
    assertThat(result.notes().get(0)).matches("Resumed behind epoch 2 of run [0-9a-f-]{36}");
    assertThat(result.notes().stream().skip(1).toList()).isEqualTo(expected.notes());
    assertNothingIsLeft("cut");
  }

  @Test
  void aKilledProcessLosesNoMoreThanTheEpochUnderWay() throws Exception {
    Path model = folder.resolve("cut");
    Path reached = folder.resolve("reached");
    Path log = folder.resolve("log");
    Process process = KilledTraining.start(model, reached, log);
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.exists(reached) || !process.isAlive());
      assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    Trainings cut = KilledTraining.training(spark, model);
    Trainings uncut = KilledTraining.training(spark, folder.resolve("uncut"));
    uncut.with("resume", false).train(KilledTraining.TABLE);

    TrainResult result = cut.train(KilledTraining.TABLE);

    assertThat(result.notes()).singleElement().asString().startsWith("Resumed behind epoch 2 of");
    assertThat(result.epochs()).isEqualTo(4);
    SameVersions.assertSame(cut, uncut);
    assertNothingIsLeft("cut");
  }

  @Test
  void theMessageNamesTheEpochThatIsKept() {
    QuernException failure = CutTraining.behind(2, training("m").with("resume", true), clicks);

    assertThat(failure).hasMessage("The training was cancelled");
    assertThat(failure.hint()).contains("Epoch 2 is kept; the same statement goes on from it");
  }

  @Test
  void anotherNumberOfParameterServersTakesTheCheckpoint() {
    Trainings uncut = training("uncut").with("parameterServers", 1);
    uncut.train(clicks);
    Trainings cut = training("cut").with("resume", true).with("parameterServers", 3);
    CutTraining.behind(1, cut, clicks);
    CutTraining.behind(2, cut.with("parameterServers", 2), clicks);

    cut.with("parameterServers", 1).train(clicks);

    SameVersions.assertSameWeights(cut, uncut);
    assertThat(cut.serverSums("admitted")).isEqualTo(uncut.serverSums("admitted"));
  }

  @Test
  void theBestEpochMayLieBeforeTheCut() {
    Trainings uncut = overfitting("uncut");
    TrainResult expected = uncut.train(clicks);
    Trainings cut = overfitting("cut").with("resume", true);
    CutTraining.behind(2, cut, clicks);

    TrainResult result = cut.train(clicks);

    assertThat(committedEpoch(uncut)).isLessThan(3).isLessThan(expected.epochs());
    assertThat(result.epochs()).isEqualTo(expected.epochs()).isLessThan(50);
    SameVersions.assertSame(cut, uncut);
  }

  private Trainings overfitting(String model) {
    return training(model)
        .with("validationFraction", 0.4)
        .with("sparseOptimizer", "adagrad")
        .with("learningRate", 0.5)
        .with("embeddingDim", 16)
        .with("lrDecayPatience", 0)
        .with("epochs", 50);
  }

  private static double committedEpoch(Trainings training) {
    return training.repository().openNewest().manifest().metrics().get("committedEpoch");
  }

  @Test
  void fewerEpochsCommitWhatIsThere() {
    Trainings uncut = training("uncut").with("epochs", 2);
    uncut.train(clicks);
    Trainings cut = training("cut").with("resume", true);
    CutTraining.behind(2, cut, clicks);

    TrainResult result = cut.with("epochs", 2).train(clicks);

    assertThat(result.rowsPerSecond()).isZero();
    SameVersions.assertSame(cut, uncut);
    assertNothingIsLeft("cut");
  }

  @Test
  void moreEpochsAreThoseOfALongerTraining() {
    Trainings uncut = training("uncut").with("validationFraction", 0.3).with("epochs", 5);
    uncut.with("earlyStoppingPatience", 0).train(clicks);
    Trainings cut = training("cut").with("validationFraction", 0.3).with("resume", true);
    CutTraining.failing(
        cut.with("earlyStoppingPatience", 0).with("epochs", 2),
        clicks,
        BrokenCommit.at(folder.resolve("cut")));
    BrokenCommit.mend(folder.resolve("cut"));

    cut.with("epochs", 5).train(clicks);

    SameVersions.assertSame(cut, uncut);
  }

  @Test
  void aFailedCommitIsMadeUpForWithoutTraining() {
    Trainings uncut = training("uncut").with("model", "DeepFM").with("hiddenUnits", "4");
    uncut.train(clicks);
    Trainings cut = training("cut").with("model", "DeepFM").with("hiddenUnits", "4");
    QuernException failure =
        CutTraining.failing(
            cut.with("resume", true), clicks, BrokenCommit.at(folder.resolve("cut")));
    BrokenCommit.mend(folder.resolve("cut"));

    TrainResult result = cut.train(clicks);

    assertThat(failure).hasMessageStartingWith("Cannot create folder");
    assertThat(failure.hint()).contains("Epoch 4 is kept; the same statement goes on from it");
    assertThat(result.rowsPerSecond()).isZero();
    SameVersions.assertSame(cut, uncut);
    assertNothingIsLeft("cut");
  }

  @Test
  void goesOnWithinAnIncrement() {
    ClickTable monday = ClickTable.random(600, 4);
    for (String model : List.of("uncut", "cut")) {
      training(model).with("keepState", true).with("epochs", 1).train(monday);
    }
    Trainings uncut = training("uncut").with("continueFrom", "newest");
    uncut.train(clicks);
    Trainings cut = training("cut").with("continueFrom", "newest").with("resume", true);
    CutTraining.behind(2, cut, clicks);

    TrainResult result = cut.train(clicks);

    assertThat(result.version()).isEqualTo(2);
    SameVersions.assertSame(cut, uncut);
    assertThat(cut.repository().openNewest().manifest().lineage().parent().version()).isEqualTo(1);
  }

  private Trainings training(String model) {
    return new Trainings(spark.context(), folder.resolve(model))
        .with("model", "FM")
        .with("embeddingDim", 4)
        .with("mode", "sync")
        .with("parameterServers", 2)
        .with("batchSize", 64)
        .with("epochs", 4);
  }

  private static Trainings with(Trainings training, Map<String, Object> options) {
    options.forEach(training::with);
    return training;
  }

  private void assertNothingIsLeft(String model) {
    Path staging = folder.resolve(model).resolve("staging");
    try (Stream<Path> left = Files.list(staging)) {
      assertThat(left).isEmpty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
