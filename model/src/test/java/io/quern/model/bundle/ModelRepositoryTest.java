package io.quern.model.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRepositoryTest {
  @TempDir Path folder;

  private final Configuration conf = new Configuration(false);

  @Test
  void aCommittedVersionIsReadBackWhole() throws IOException {
    ModelRepository repository = repository("m");
    BundleStaging staging = TestModels.stage(repository, "run-1");
    assertThat(repository.versions()).isEmpty();
    assertThat(repository.newest()).isEmpty();

    assertThat(repository.commit(staging, true)).isEqualTo(1);

    assertThat(repository.versions()).containsExactly(1);
    BundleVersion version = repository.open(1);
    assertThat(version.manifest()).isEqualTo(staging.manifest());
    assertThat(version.manifest().metrics()).containsOnlyKeys("loss");
    assertThat(version.manifest().lineage().run()).isEqualTo("run-1");
    assertThat(version.featureMap().columns()).isEqualTo(version.manifest().signature());
    assertThat(version.denseParameters().layout()).isEqualTo(TestModels.biasLayout());
    assertThat(version.denseParameters().values()).hasSize(1);
    assertThat(version.shards())
        .extracting(FileEntry::name)
        .containsExactly(BundleFiles.shard(0), BundleFiles.shard(1), BundleFiles.shard(2));
    assertThat(version.read(BundleFiles.METRICS)).isEqualTo("{\"epoch\":1}\n".getBytes(UTF_8));
    assertThat(files(folder.resolve("m")))
        .containsExactlyInAnyOrder(
            "versions/1/manifest.json",
            "versions/1/metrics.ndjson",
            "versions/1/feature-map/features.json",
            "versions/1/dense/layout.json",
            "versions/1/dense/parameters.f32",
            "versions/1/sparse/shard-00000.rows",
            "versions/1/sparse/shard-00001.rows",
            "versions/1/sparse/shard-00002.rows");
  }

  @Test
  void versionsAreKeptOrReplacedAsAsked() {
    ModelRepository repository = repository("m");
    repository.commit(TestModels.stage(repository, "a"), true);
    repository.commit(TestModels.stage(repository, "b"), true);
    assertThat(repository.versions()).containsExactly(1, 2);
    assertThat(repository.commit(TestModels.stage(repository, "c"), false)).isEqualTo(3);
    assertThat(repository.versions()).containsExactly(3);
    assertThat(repository.openNewest().manifest().lineage().run()).isEqualTo("c");
  }

  @Test
  void foldersWithoutAManifestAreNoVersionsAndTheirNumbersAreSkipped() throws IOException {
    ModelRepository repository = repository("m");
    repository.commit(TestModels.stage(repository, "a"), true);
    Files.createDirectories(folder.resolve("m/versions/7/dense"));
    Files.createDirectories(folder.resolve("m/versions/x"));
    Files.createDirectories(folder.resolve("m/versions/008"));
    assertThat(repository.versions()).containsExactly(1);
    assertThat(repository.newest()).hasValue(1);
    assertThat(repository.commit(TestModels.stage(repository, "b"), true)).isEqualTo(8);
  }

  @Test
  void whatIsMissingOrForeignIsSaid() throws IOException {
    assertFails(() -> repository("none").openNewest(), ErrorCode.MODEL)
        .hasMessage("No model at '" + path("none") + "'");
    assertFails(() -> repository("none").open(1), ErrorCode.MODEL)
        .hasMessage("No model at '" + path("none") + "'");
    assertFails(() -> repository("none").dropAll(), ErrorCode.MODEL)
        .hasMessage("No model at '" + path("none") + "'");

    ModelRepository repository = repository("m");
    repository.commit(TestModels.stage(repository, "a"), true);
    repository.commit(TestModels.stage(repository, "b"), true);
    assertFails(() -> repository.open(9), ErrorCode.MODEL)
        .hasMessage("Model '" + path("m") + "' has no version 9")
        .satisfies(e -> assertThat(((QuernException) e).hint()).hasValue("Its versions: 1, 2."));

    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/part-0"), "x");
    assertFails(() -> repository("data").openNewest(), ErrorCode.MODEL)
        .hasMessage("'" + path("data") + "' is not a Quern model");
    assertFails(() -> repository("data").checkWritable(), ErrorCode.MODEL)
        .hasMessage("'" + path("data") + "' holds other files and is not a Quern model");

    Path manifest = folder.resolve("other/versions/1/manifest.json");
    Files.createDirectories(manifest.getParent());
    for (String json : List.of("{}", "[1]", "", "{\"format\": \"other\"}")) {
      Files.writeString(manifest, json);
      assertFails(() -> repository("other").open(1), ErrorCode.MODEL)
          .hasMessage("'" + path("other") + "' is not a Quern model");
    }
  }

  @Test
  void damagedManifestsAreSaid() throws IOException {
    ModelRepository repository = repository("m");
    repository.commit(TestModels.stage(repository, "a"), true);
    Path manifest = folder.resolve("m/versions/1/manifest.json");
    String good = Files.readString(manifest);

    Files.writeString(manifest, good.substring(0, good.length() / 2));
    assertFails(() -> repository.open(1), ErrorCode.MODEL)
        .hasMessageStartingWith(
            "The manifest of model '" + path("m") + "' version 1 cannot be read: ");

    Files.writeString(manifest, good.replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"));
    assertFails(() -> repository.open(1), ErrorCode.MODEL)
        .hasMessage(
            "Model '%s' version 1 has format 2; Quern %s reads formats up to 1"
                .formatted(path("m"), EngineVersion.current()));

    Files.writeString(manifest, good.replace("dense/layout.json", "../../escape.json"));
    assertFails(() -> repository.open(1), ErrorCode.MODEL)
        .hasMessage(
            "The manifest of model '%s' version 1 cannot be read: Invalid file name"
                + " '../../escape.json'",
            path("m"));

    Files.writeString(
        manifest, good.replace("\"formatVersion\"", "\"later\" : {}, \"formatVersion\""));
    assertThat(repository.open(1).manifest().lineage().run()).isEqualTo("a");
  }

  @Test
  void damagedFilesAreNamedWithBothSizes() throws IOException {
    ModelRepository repository = repository("m");
    repository.commit(TestModels.stage(repository, "a"), true);
    Path bias = folder.resolve("m/versions/1/dense/parameters.f32");
    String file = "File 'dense/parameters.f32' of model '" + path("m") + "' version 1 is damaged: ";

    byte[] good = Files.readAllBytes(bias);
    Files.write(bias, new byte[] {1, 2});
    assertFails(() -> repository.open(1), ErrorCode.MODEL)
        .hasMessage(file + "2 bytes found, 4 in the manifest");
    Files.delete(bias);
    assertFails(() -> repository.open(1), ErrorCode.MODEL)
        .hasMessage(file + "it is missing, 4 bytes in the manifest");
    good[0] ^= 1;
    Files.write(bias, good);
    BundleVersion version = repository.open(1);
    assertFails(version::denseParameters, ErrorCode.MODEL)
        .message()
        .matches("(?s)\\Q" + file + "\\Echecksum [0-9a-f]{8} found, [0-9a-f]{8} in the manifest");
  }

  @Test
  void filesOfOtherProcessesComeInWithTheAttemptThatWasTaken() throws IOException {
    ModelRepository repository = repository("m");
    BundleStaging staging = repository.stage("run");
    StagedFiles first = new StagedFiles(staging.folder(), conf);
    StagedFiles retry = new StagedFiles(staging.folder(), conf);
    StagedOutput lost = first.create("sparse/shard-00000.rows");
    StagedOutput taken = retry.create("sparse/shard-00000.rows");
    assertThatThrownBy(taken::entry).isInstanceOf(IllegalStateException.class);
    byte[] content = new byte[200_000];
    content[150_000] = 5;
    taken.write(content);
    taken.close();
    lost.write(1);
    lost.close();
    staging.addFile(taken.entry());
    assertThatThrownBy(() -> staging.addFile(lost.entry()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("'sparse/shard-00000.rows' is staged already");
    staging.writeManifest(TestModels.stage(repository, "other").manifest());
    repository.commit(staging, true);

    assertThat(files(folder.resolve("m/versions")))
        .containsExactlyInAnyOrder("1/manifest.json", "1/sparse/shard-00000.rows");
    assertThat(repository.open(1).read("sparse/shard-00000.rows")).isEqualTo(content);
  }

  @Test
  void localFoldersAreCopiedIn() throws IOException {
    Path saved = Files.createDirectories(folder.resolve("saved/variables"));
    Files.writeString(saved.resolve("variables.index"), "index");
    Files.writeString(folder.resolve("saved/saved_model.pb"), "graph");
    ModelRepository repository = repository("m");
    BundleStaging staging = repository.stage("run");
    staging.addFolder(folder.resolve("saved"), BundleFiles.SAVED_MODEL);
    staging.writeManifest(TestModels.stage(repository, "other").manifest());
    BundleVersion version = repository.open(repository.commit(staging, true));
    assertThat(version.read("dense/saved_model/variables/variables.index"))
        .isEqualTo("index".getBytes(UTF_8));
    assertThat(version.has("dense/saved_model/saved_model.pb")).isTrue();
  }

  @Test
  void aStagedFileThatVanishedKeepsTheManifestFromBeingWritten() throws IOException {
    BundleStaging staging = repository("m").stage("run");
    staging.write("a/b", new byte[3]);
    Files.delete(folder.resolve("m/staging/run/bundle/a/b"));
    Manifest manifest = TestModels.stage(repository("m"), "other").manifest();
    assertFails(() -> staging.writeManifest(manifest), ErrorCode.STORAGE)
        .hasMessage("Staged file 'a/b' in '%s' has vanished, 3 were written", staging.folder());
    assertThatThrownBy(() -> repository("m").commit(staging, true))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void namesThatLeadOutOfTheVersionAreRefused() {
    BundleStaging staging = repository("m").stage("run");
    for (String name : List.of("../x", "/x", "a/../../x", "", "a//b", "a/", "a\\b", ".x")) {
      assertThatThrownBy(() -> staging.create(name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid file name '" + name + "'");
    }
    assertThatThrownBy(() -> repository("m").stage("../run"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void droppedVersionsAndModelsLeaveNothing() {
    ModelRepository repository = repository("m");
    repository.commit(TestModels.stage(repository, "a"), true);
    repository.commit(TestModels.stage(repository, "b"), true);
    repository.commit(TestModels.stage(repository, "c"), true);
    repository.drop(2);
    assertThat(repository.versions()).containsExactly(1, 3);
    repository.drop(3);
    repository.dropAll();
    assertThat(folder.resolve("m")).doesNotExist();
    repository.commit(TestModels.stage(repository, "d"), true);
    repository.commit(TestModels.stage(repository, "e"), true);
    repository.dropAll();
    assertThat(folder.resolve("m")).doesNotExist();
    assertThat(folder).exists();
  }

  @Test
  void droppingAModelLeavesATrainingUnderWayAlone() {
    ModelRepository repository = repository("m");
    repository.commit(TestModels.stage(repository, "a"), true);
    BundleStaging training = TestModels.stage(repository, "b");
    repository.dropAll();
    assertThat(repository.versions()).isEmpty();
    repository.commit(training, true);
    assertThat(repository.openNewest().manifest().lineage().run()).isEqualTo("b");
  }

  @Test
  void aDiscardedRunLeavesTheOldVersion() {
    ModelRepository repository = repository("m");
    repository.commit(TestModels.stage(repository, "a"), true);
    TestModels.stage(repository, "b").discard();
    assertThat(repository.versions()).containsExactly(1);
    assertThat(folder.resolve("m/staging/b")).doesNotExist();
  }

  @Test
  void checkingThatItIsWritableLeavesNothing() throws IOException {
    repository("deep/er/m").checkWritable();
    assertThat(folder.resolve("deep")).doesNotExist();

    ModelRepository repository = repository("m");
    repository.commit(TestModels.stage(repository, "a"), true);
    List<String> before = files(folder);
    repository.checkWritable();
    assertThat(files(folder)).isEqualTo(before);
  }

  @Test
  void whatWasProbablyMeantIsHinted() {
    for (String name : List.of("models/boo", "models/far")) {
      ModelRepository repository = repository(name);
      repository.commit(TestModels.stage(repository, "a"), true);
    }
    assertFails(() -> repository("models/bo").openNewest(), ErrorCode.MODEL)
        .extracting(e -> ((QuernException) e).hint().orElseThrow())
        .isEqualTo("Did you mean '" + path("models/boo") + "'?");
    assertFails(() -> repository("models").openNewest(), ErrorCode.MODEL)
        .hasMessage("'" + path("models") + "' is not a Quern model")
        .extracting(e -> ((QuernException) e).hint().orElseThrow())
        .isEqualTo("It holds models: '" + path("models/boo") + "', '" + path("models/far") + "'");
    assertFails(() -> repository("models/other").openNewest(), ErrorCode.MODEL)
        .extracting(e -> ((QuernException) e).hint())
        .isEqualTo(Optional.empty());
  }

  @Test
  void whatCannotBeWrittenIsSaidAndLeavesNothing() throws IOException {
    Files.writeString(folder.resolve("file"), "x");
    ModelRepository repository = repository("file/m");
    assertFails(repository::checkWritable, ErrorCode.STORAGE)
        .hasMessageStartingWith(
            "Cannot write model '" + path("file/m") + "': Parent path is not a");
    assertThat(files(folder)).containsExactly("file");
  }

  @Test
  void unknownFileSystemsAreSaid() {
    assertFails(
            () -> new ModelRepository(new org.apache.hadoop.fs.Path("none://x/y"), conf),
            ErrorCode.STORAGE)
        .hasMessage("Cannot reach 'none://x/y': No FileSystem for scheme \"none\"");
  }

  @Test
  void leftoversAreSweptByAge() throws IOException {
    ModelRepository writer = repository("m");
    TestModels.stage(writer, "crashed");
    Instant now =
        Files.getLastModifiedTime(folder.resolve("m/staging/crashed/bundle/manifest.json"))
            .toInstant();
    ModelRepository later = repository("m", now.plus(Duration.ofHours(23)));
    later.sweepStaging(Duration.ofHours(24));
    assertThat(folder.resolve("m/staging/crashed/bundle/manifest.json")).exists();
    ModelRepository muchLater = repository("m", now.plus(Duration.ofHours(25)));
    muchLater.sweepStaging(Duration.ofHours(24));
    assertThat(folder.resolve("m/staging/crashed")).doesNotExist();
  }

  private ModelRepository repository(String name) {
    return new ModelRepository(new org.apache.hadoop.fs.Path(path(name)), conf);
  }

  private ModelRepository repository(String name, Instant now) {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(path(name));
    return new ModelRepository(path, Storage.of(path, conf), Clock.fixed(now, ZoneOffset.UTC));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      ThrowingCallable call, ErrorCode code) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(QuernException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  /** All files below a folder, hidden ones and .crc files included. */
  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      return tree.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
