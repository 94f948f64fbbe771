package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.QuernException;
import io.quern.model.bundle.CheckpointFolder;
import io.quern.model.feature.FeatureSchema;
import io.quern.runtime.ClickTable;
import io.quern.runtime.ClickTable.Click;
import io.quern.runtime.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which checkpoints a training goes on from, and what becomes of the others. */
class ResumeChecksTest {
  private static final String OTHER =
      "Began from the start: the checkpoint behind epoch 1 of run [0-9a-f-]{36} is of another"
          + " training ";

  private static LocalSpark spark;

  private final ClickTable clicks = ClickTable.random(300, 3);

  @TempDir Path folder;

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.threads();
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  @BeforeEach
  void leaveACheckpoint() {
    CutTraining.behind(1, training(), clicks);
    assertThat(checkpoints()).singleElement().extracting(CheckpointFolder::epoch).isEqualTo(1);
  }

  @Test
  void anotherOptionIsAnotherTraining() {
    TrainResult result = training().with("batchSize", 32).train(clicks);

    assertThat(result.notes())
        .singleElement()
        .asString()
        .matches(OTHER + "\\(option 'batchSize' was 256, is 32 now\\)");
    assertThat(result.epochs()).isEqualTo(2);
    assertTheCheckpointIsThere();
  }

  @Test
  void fewerEpochsThanAreDoneAreAnotherTraining() {
    training().with("epochs", 3).train(clicks);
    CutTraining.behind(2, training().with("epochs", 3), clicks);

    assertThat(training().with("epochs", 1).train(clicks).notes())
        .singleElement()
        .asString()
        .endsWith(" is of another training (option 'epochs' is 1 now)");
  }

  @Test
  void otherFeaturesAreAnotherTraining() {
    FeatureSchema all = ClickTable.FEATURES;
    FeatureSchema fewer = new FeatureSchema(all.columns(), all.features().subList(0, 2));

    assertThat(training().features(fewer).train(clicks).notes())
        .singleElement()
        .asString()
        .matches(OTHER + "\\(feature 'price' is gone\\)");
    assertTheCheckpointIsThere();
  }

  @Test
  void otherRowsAreAnotherTraining() {
    List<Click> changed = new ArrayList<>(clicks.clicks());
    Click first = changed.get(0);
    changed.set(0, new Click(1 - first.label(), first.user(), first.item(), first.price(), 0));
    assertThat(training().train(ClickTable.of(changed)).notes())
        .singleElement()
        .asString()
        .matches(OTHER + "\\(the training rows have changed since\\)");

    assertThat(training().train(ClickTable.random(1_301, 3)).notes())
        .singleElement()
        .asString()
        .matches(OTHER + "\\(it had 300 training rows, there are 1,301 now\\)");
    assertTheCheckpointIsThere();
  }

  @Test
  void theSameRowsInAnotherOrderAreTheSame() {
    List<Click> shuffled = new ArrayList<>(clicks.clicks());
    Collections.reverse(shuffled);

    assertThat(training().train(ClickTable.of(shuffled)).notes())
        .singleElement()
        .asString()
        .startsWith("Resumed behind epoch 1 of run ");
  }

  @Test
  void withoutTheOptionCheckpointsAreNeitherWrittenNorReadNorHarmed() {
    TrainResult result = training().with("resume", false).train(clicks);

    assertThat(result.notes()).isEmpty();
    assertTheCheckpointIsThere();
    QuernException failure = CutTraining.behind(1, training().with("resume", false), clicks);
    assertThat(failure.hint()).isEmpty();
    assertTheCheckpointIsThere();
  }

  @Test
  void aVersionMadeMeanwhileLeavesTheCheckpointOfATrainingFromScratchValid() {
    training().with("resume", false).with("batchSize", 16).train(clicks);

    TrainResult result = training().train(clicks);

    assertThat(result.version()).isEqualTo(2);
    assertThat(result.notes()).singleElement().asString().startsWith("Resumed behind epoch 1 of");
    assertThat(checkpoints()).isEmpty();
  }

  @Test
  void aFileThatIsMissingShowsBeforeAnythingStarts() throws IOException {
    Path state = checkpointFile("training/server-00000.state");
    Files.delete(state);

    assertThat(training().train(clicks).notes())
        .containsExactly(
            "Began from the start: checkpoint 'file:%s' is damaged: 'training/server-00000.state'"
                    .formatted(state.getParent().getParent())
                + " is missing");
  }

  @Test
  void anUnreadableListShowsBeforeAnythingStarts() throws IOException {
    Path list = checkpointFile("checkpoint.json");
    Files.writeString(list, Files.readString(list).substring(0, 100));

    assertThat(training().train(clicks).notes())
        .containsExactly(
            "Began from the start: checkpoint 'file:%s' is damaged: 'checkpoint.json' cannot be read"
                .formatted(list.getParent()));
  }

  @Test
  void damageWithinAFileEndsTheTrainingThatReadsIt() throws IOException {
    Path state = checkpointFile("training/server-00000.state");
    byte[] bytes = Files.readAllBytes(state);
    bytes[bytes.length - 9]++;
    Files.write(state, bytes);

    assertThatThrownBy(() -> training().train(clicks))
        .isInstanceOfSatisfying(
            QuernException.class,
            error ->
                assertThat(error.hint())
                    .contains(
                        "Remove the checkpoint's folder, or set resume = false, to begin from the"
                            + " start"))
        .hasMessageMatching(
            "File 'training/server-00000.state' of checkpoint 'file:%s/m/staging/[0-9a-f-]{36}/checkpoint-1' is damaged: checksum .*"
                .formatted(folder));
    assertThat(training().repository().versions()).isEmpty();
  }

  @Test
  void aRunThatIsStillThereEndsWhenAnotherHasTakenItsCheckpoint() {
    AtomicReference<TrainResult> taken = new AtomicReference<>();
    QuernException failure =
        CutTraining.failing(
            training().with("epochs", 3),
            clicks,
            progress -> {
              if (CutTraining.begins(3, progress)) {
                taken.set(training().with("epochs", 3).train(clicks));
              }
            });

    assertThat(taken.get().notes()).singleElement().asString().startsWith("Resumed behind epoch 2");
    assertThat(failure)
        .hasMessageMatching(
            "Staging folder 'file:%s/m/staging/[0-9a-f-]{36}' is gone: the same statement was started"
                    .formatted(folder)
                + " again and has taken its checkpoint over, or somebody removed it");
    assertThat(failure.hint()).contains("Run a statement with resume = true once at a time");
    assertThat(training().repository().versions()).containsExactly(1);
    assertThat(folder.resolve("m/staging")).isEmptyDirectory();
  }

  @Test
  void theOutlookIsToldWithoutReadingRows() {
    assertThat(training().outlook())
        .matches("behind epoch 1 of run [0-9a-f-]{36}, if the rows are the same");
    assertThat(training().with("dropout", 0.2).with("model", "DeepFM").outlook())
        .matches(
            "from the start: the checkpoint behind epoch 1 of run [0-9a-f-]{36} is of another"
                + " training \\(option 'model' was LR, is DeepFM now\\)");
  }

  @Test
  void droppingTheModelDropsItsCheckpoints() {
    training().repository().dropAll();

    assertThat(training().train(clicks).notes()).isEmpty();
  }

  private void assertTheCheckpointIsThere() {
    assertThat(checkpoints()).singleElement().extracting(CheckpointFolder::epoch).isEqualTo(1);
  }

  private List<CheckpointFolder> checkpoints() {
    return training().repository().checkpoints().list();
  }

  private Path checkpointFile(String name) {
    return Path.of(checkpoints().get(0).runFolder().toUri().getPath(), "checkpoint-1", name);
  }

  private Trainings training() {
    return new Trainings(spark.context(), folder.resolve("m"))
        .with("mode", "sync")
        .with("parameterServers", 1)
        .with("epochs", 2)
        .with("resume", true);
  }
}
