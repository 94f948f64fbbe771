package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.model.bundle.BundleFiles;
import io.quern.model.bundle.BundleVersion;
import io.quern.model.bundle.FileEntry;
import io.quern.model.bundle.SparseShardReader;
import io.quern.model.network.RowTables;
import io.quern.runtime.ClickTable;
import io.quern.runtime.ClickTable.Click;
import io.quern.runtime.LocalSpark;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that go on from a version, against {@link UninterruptedTraining}. */
class ContinuedTrainingTest {
  private static LocalSpark spark;

  private final ClickTable monday = ClickTable.random(1_500, 3);
  private final ClickTable tuesday = withNewUsers(ClickTable.random(1_300, 4));

  @TempDir Path folder;

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.threads();
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void withKeptStateNoBitTellsThatThereWasAnEnd(int servers) throws Exception {
    Trainings training = plain().with("sparseOptimizer", "adam").with("embeddingL2", 0.001);
    assertGoesOnExactly(training, servers);
  }

  @Test
  void keptStateHoldsWhatAdmissionAndEvictionCount() throws Exception {
    Trainings training = plain().with("sparseOptimizer", "lazyAdam").with("admitAfter", 3);
    assertGoesOnExactly(training.with("evictUnseenEpochs", 1), 2);
  }

  @Test
  void keptStateOfANetworkWithLayers() throws Exception {
    Trainings training = plain().with("model", "DeepFM").with("hiddenUnits", "8,6");
    assertGoesOnExactly(training.with("optimizer", "adam").with("sparseOptimizer", "ftrl"), 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void keptStateOfVectorsOfSeveralLengths(int servers) throws Exception {
    Trainings training = plain().features(ClickTable.withDims(2, 0, 1));
    assertGoesOnExactly(training.with("sparseOptimizer", "adam").with("admitAfter", 2), servers);
  }

  @Test
  void weightsOfVectorsOfSeveralLengths() throws Exception {
    assertGoesOnFromWeights(plain().features(ClickTable.withDims(2, 0, 1)));
  }

  @Test
  void anotherLengthIsAnotherFeature() {
    Trainings training = plain().features(ClickTable.withDims(2, 0, 0));
    training.train(monday);
    training.with("continueFrom", "newest").features(ClickTable.withDims(3, 0, 0));

    assertThatThrownBy(() -> training.train(tuesday))
        .hasMessage(
            "Feature 'user' is category(user, minCount => 1, dim => 3); in version 1 of model '%s'"
                + " it is category(user, minCount => 1, dim => 2)",
            folder.resolve("m"));
  }

  private void assertGoesOnExactly(Trainings training, int servers) throws Exception {
    training.with("keepState", true).with("parameterServers", servers).train(monday);
    training.with("continueFrom", "newest").with("parameterServers", 1);
    TrainResult result = training.train(tuesday);

    assertThat(result.version()).isEqualTo(2);
    assertThat(result.notes()).isEmpty();
    BundleVersion version = training.repository().openNewest();
    try (UninterruptedTraining expected = uninterrupted(training)) {
      expected.train(monday);
      expected.train(tuesday);
      assertSameModel(version, expected);
      assertThat(version.read(BundleFiles.state(0))).isEqualTo(expected.state());
    }
  }

  private UninterruptedTraining uninterrupted(Trainings training) {
    return new UninterruptedTraining(
        spark.context(), folder, training.features(), training.options());
  }

  @Test
  void withoutKeptStateTheOptimizerStartsFreshFromTheWeights() throws Exception {
    assertGoesOnFromWeights(plain());
  }

  private void assertGoesOnFromWeights(Trainings training) throws Exception {
    training.with("parameterServers", 2).with("keepVersion", true);
    training.train(monday);
    TrainResult result = training.with("continueFrom", 1).train(tuesday);

    assertThat(result.notes())
        .containsExactly(
            "Version 1 keeps no optimizer state (option 'keepState'): the optimizer starts fresh"
                + " from its weights");
    try (UninterruptedTraining expected = uninterrupted(training)) {
      expected.train(monday);
      expected.forgetOptimizer();
      expected.train(tuesday);
      assertSameModel(training.repository().open(2), expected);
    }
    assertThat(training.repository().versions()).containsExactly(1, 2);
    assertThat(training.repository().open(2).manifest().lineage().parent().version()).isEqualTo(1);
  }

  @Test
  void stateOfAnotherOptimizerIsLeftAlone() {
    Trainings training = plain().with("sparseOptimizer", "adagrad").with("keepState", true);
    training.train(monday);
    training.with("continueFrom", "newest").with("sparseOptimizer", "adam");

    assertThat(training.train(tuesday).notes())
        .containsExactly(
            "Version 1 keeps optimizer state for sparseOptimizer = adagrad: the optimizer starts"
                + " fresh from its weights");
  }

  @Test
  void valuesThatCameLaterHaveRowsAndTheOldOnesKeepTheirs() {
    Trainings training = plain().with("keepVersion", true);
    training.train(monday);
    long before = training.repository().open(1).shards().get(0).size();
    training.with("continueFrom", 1).train(tuesday);

    BundleVersion version = training.repository().open(2);
    assertThat(version.shards().get(0).size() - before).isEqualTo(20 * (8 + 4 * 5));
    assertThat(version.featureMap().statistics().get(0).rows()).isEqualTo(2_800);
    assertThat(version.manifest().lineage().rows()).isEqualTo(1_300);
  }

  @Test
  void theParentGoesWithTheOlderVersions() {
    Trainings training = plain().with("keepState", true);
    training.train(monday);
    training.with("continueFrom", 1).train(tuesday);

    assertThat(training.repository().versions()).containsExactly(2);
  }

  @Test
  void damagedStateEndsTheTraining() throws IOException {
    Trainings training = plain().with("keepState", true);
    training.train(monday);
    BundleVersion version = training.repository().openNewest();
    FileEntry state = version.states().get(0);
    Path file = Path.of(version.file(state).toUri().getPath());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2]++;
    Files.write(file, bytes);

    training.with("continueFrom", 1);
    assertThatThrownBy(() -> training.train(tuesday))
        .hasMessageStartingWith(
            "File 'training/server-00000.state' of model '%s' version 1 is damaged: checksum"
                .formatted(folder.resolve("m")));
    assertThat(training.repository().versions()).containsExactly(1);
  }

  private Trainings plain() {
    Trainings training = new Trainings(spark.context(), folder.resolve("m")).with("mode", "sync");
    return training.with("model", "FM").with("embeddingDim", 4).with("batchSize", 64);
  }

  private static ClickTable withNewUsers(ClickTable table) {
    return ClickTable.of(
        table.clicks().stream()
            .map(
                click ->
                    click.item() % 3 == 0
                        ? new Click(
                            click.label(),
                            "new-" + click.user(),
                            click.item(),
                            click.price(),
                            click.truth())
                        : click)
            .toList());
  }

  private static void assertSameModel(BundleVersion found, UninterruptedTraining expected)
      throws IOException {
    Map<Long, List<Float>> rows = new HashMap<>();
    SparseShardReader.Rows taker =
        (key, values) -> rows.put(key, UninterruptedTraining.floats(values));
    Map<Integer, SparseShardReader.Rows> byWidth =
        RowTables.of(found.manifest().network(), found.featureMap().features()).widths().stream()
            .collect(Collectors.toMap(width -> width, width -> taker));
    for (FileEntry shard : found.shards()) {
      SparseShardReader.read(new ByteArrayInputStream(found.read(shard.name())), byWidth);
    }
    assertThat(rows).isEqualTo(expected.rows());
    assertThat(found.denseParameters().values()).isEqualTo(expected.dense());
    assertThat(found.featureMap()).isEqualTo(expected.features());
  }
}
