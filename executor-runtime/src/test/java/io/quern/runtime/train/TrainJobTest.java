package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quern.api.TrainingProgress;
import io.quern.api.TrainingProgress.Phase;
import io.quern.model.bundle.BundleFiles;
import io.quern.model.bundle.BundleVersion;
import io.quern.model.bundle.FileEntry;
import io.quern.runtime.ClickTable;
import io.quern.runtime.LocalSpark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainJobTest {
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

  @Test
  void logisticRegressionComesCloseToTheTruth() {
    ClickTable table = ClickTable.random(20_000, 3);
    ClickTable unseen = ClickTable.random(5_000, 4);

    Trainings training = training("m").with("epochs", 4);
    TrainResult result = training.train(table);

    assertThat(result.auc()).isCloseTo(table.bestAuc(), within(0.01));
    assertThat(auc(training, unseen)).isCloseTo(unseen.bestAuc(), within(0.005));
    assertThat(result.path()).isEqualTo(folder.resolve("m").toString());
    assertThat(result.version()).isEqualTo(1);
    assertThat(result.algorithm()).isEqualTo("DeepCTR");
    assertThat(result.rows()).isEqualTo(20_000);
    assertThat(result.epochs()).isEqualTo(4);
    assertThat(result.rowsPerSecond() * result.seconds()).isCloseTo(80_000, within(1e-6));
    assertThat(result.loss()).isBetween(0.4, 0.65);
    assertThat(result.hasValidation()).isFalse();
  }

  @Test
  void twoWorkersAndTwoServersLearnWhatOneDoes() {
    ClickTable table = ClickTable.random(20_000, 3);
    ClickTable unseen = ClickTable.random(5_000, 4);

    Trainings training =
        training("m").with("workers", 2).with("parameterServers", 2).with("epochs", 4);
    TrainResult result = training.train(table);

    assertThat(result.rows()).isEqualTo(20_000);
    assertThat(newest(training).shards()).hasSize(2);
    assertThat(auc(training, unseen)).isCloseTo(unseen.bestAuc(), within(0.005));
  }

  @Test
  void shortVectorsTakeLessRoomAndServeWhatWasValidated() {
    ClickTable unseen = ClickTable.random(2_000, 4);
    Trainings training = training("m").features(ClickTable.withDims(2, 0, 1));
    training.with("model", "FM").with("embeddingDim", 8).with("parameterServers", 2);

    TrainResult result = training.train(ClickTable.random(5_000, 3), unseen);

    assertThat(auc(training, unseen)).isCloseTo(result.validation().auc(), within(1e-4));
    List<Long> sizes = newest(training).shards().stream().map(FileEntry::size).toList();
    assertThat(sizes).hasSize(6);
    assertThat(sizes.get(0) + sizes.get(1)).as("items").isEqualTo(2 * 16 + 30 * (8 + 4 * 9));
    assertThat(sizes.get(2) + sizes.get(3)).as("users").isEqualTo(2 * 16 + 20 * (8 + 4 * 3));
    assertThat(sizes.get(4) + sizes.get(5)).as("price").isEqualTo(2 * 16 + 8 + 4 * 2);
  }

  @Test
  void sameSeedGivesTheSameModelBitForBit() {
    ClickTable table = ClickTable.random(3_000, 3);

    Map<String, String> first = trainFm(table, "first", 42);

    assertThat(first)
        .containsKeys(
            BundleFiles.shard(0),
            BundleFiles.DENSE_PARAMETERS,
            BundleFiles.FEATURE_MAP + "features.json",
            BundleFiles.METRICS);
    assertThat(trainFm(table, "second", 42)).isEqualTo(first);
    assertThat(trainFm(table, "third", 43).get(BundleFiles.shard(0)))
        .isNotEqualTo(first.get(BundleFiles.shard(0)));
  }

  private Map<String, String> trainFm(ClickTable table, String name, long seed) {
    Trainings training = training(name).with("model", "FM").with("embeddingDim", 4);
    training.with("mode", "sync").with("epochs", 2).with("validationFraction", 0.2);
    training.with("seed", seed).train(table);
    Map<String, String> files = new LinkedHashMap<>();
    BundleVersion version = newest(training);
    for (FileEntry file : version.manifest().files()) {
      if (file.name().startsWith(BundleFiles.TENSORBOARD)) {
        continue; // Told by the clock, as its name is.
      }
      String content = new String(version.read(file.name()), StandardCharsets.ISO_8859_1);
      files.put(
          file.name(), content.replaceAll("\"seconds\":[^,]*,|\"workerSeconds\":\\{[^}]*},", ""));
    }
    return files;
  }

  @Test
  void readsTheSourceOnceHoweverManyEpochsThereAre() {
    for (int epochs : List.of(1, 5)) {
      LongAccumulator evaluated = context().longAccumulator();
      training("m")
          .with("epochs", epochs)
          .with("workers", 2)
          .train(ClickTable.random(1_000, 3).toCountedRdd(context(), 3, evaluated));

      assertThat(evaluated.value()).isEqualTo(1_000);
    }
  }

  @Test
  void stopsEarlyAndCommitsTheBestEpoch() {
    ClickTable table = ClickTable.random(400, 3);
    ClickTable validation = ClickTable.random(3_000, 4);

    Trainings training = training("m").with("batchSize", 16).with("learningRate", 0.1);
    training.with("epochs", 40).with("earlyStoppingPatience", 2).with("lrDecayPatience", 0);
    TrainResult result = training.train(table, validation);

    List<Double> history = training.history("validationAuc");
    assertThat(result.rows()).isEqualTo(400);
    assertThat(result.epochs()).isLessThan(40).isEqualTo(history.size());
    assertThat(result.validationAuc()).isEqualTo(Collections.max(history));
    assertThat(history.indexOf(result.validationAuc())).isEqualTo(history.size() - 3);
    assertThat(auc(training, validation)).isCloseTo(result.validationAuc(), within(1e-6));
  }

  @Test
  void lowersBothRatesAfterAValidationWithoutImprovement() {
    Trainings training = training("m").with("batchSize", 16).with("learningRate", 0.1);
    training.with("epochs", 8).with("earlyStoppingPatience", 0).with("lrDecayPatience", 1);
    training.train(ClickTable.random(400, 3), ClickTable.random(1_000, 4));

    List<Double> aucs = training.history("validationAuc");
    List<Double> rates = training.history("learningRate");
    ValidationPolicy policy = new ValidationPolicy(0, 1);
    double expected = 0.1;
    for (int epoch = 0; epoch < 8; epoch++) {
      assertThat(rates.get(epoch)).isCloseTo(expected, within(1e-12));
      expected *= policy.judge(aucs.get(epoch)).lowerRates() ? 0.1 : 1;
    }
    assertThat(training.history("sparseLearningRate")).isEqualTo(rates);
    assertThat(rates.get(7)).isLessThan(0.1);
  }

  @Test
  void keepsOlderVersionsOnlyWhenAsked() {
    ClickTable table = ClickTable.random(300, 3);
    training("m").train(table);
    assertThat(training("m").with("keepVersion", true).train(table).version()).isEqualTo(2);
    assertThat(training("m").repository().versions()).containsExactly(1, 2);

    assertThat(training("m").train(table).version()).isEqualTo(3);
    assertThat(training("m").repository().versions()).containsExactly(3);
  }

  @Test
  void tellsTheListenerEveryPhaseInOrder() {
    List<TrainingProgress> events = Collections.synchronizedList(new ArrayList<>());
    training("m")
        .with("epochs", 2)
        .with("validationFraction", 0.3)
        .listening(events::add)
        .train(ClickTable.random(1_000, 3));

    assertThat(events.stream().map(TrainingProgress::phase).distinct())
        .containsExactly(
            Phase.ENCODING,
            Phase.STARTING,
            Phase.TRAINING,
            Phase.VALIDATING,
            Phase.EPOCH_ENDED,
            Phase.COMMITTING,
            Phase.DONE);
    TrainingProgress last = events.get(events.size() - 1);
    assertThat(last.epoch()).isEqualTo(2);
    assertThat(last.workers()).isEqualTo(1);
    assertThat(last.validationAuc()).isBetween(0.5, 1.0);
  }

  @Test
  void deepFmTrainsValidatesAndIsServable() {
    ClickTable unseen = ClickTable.random(2_000, 4);
    Trainings training = training("m").with("model", "DeepFM").with("embeddingDim", 4);
    training.with("hiddenUnits", "8,8").with("epochs", 3).with("batchSize", 128);
    TrainResult result = training.train(ClickTable.random(4_000, 3), unseen);

    assertThat(newest(training).has(BundleFiles.SAVED_MODEL + "/saved_model.pb")).isTrue();
    assertThat(result.validationAuc()).isGreaterThan(0.7);
    assertThat(auc(training, unseen)).isCloseTo(result.validationAuc(), within(1e-4));
  }

  private Trainings training(String name) {
    return new Trainings(context(), folder.resolve(name));
  }

  private static SparkContext context() {
    return spark.context();
  }

  private static BundleVersion newest(Trainings training) {
    return training.repository().openNewest();
  }

  private double auc(Trainings training, ClickTable table) {
    return ServedModel.auc(newest(training), folder.resolve("cache"), table);
  }
}
