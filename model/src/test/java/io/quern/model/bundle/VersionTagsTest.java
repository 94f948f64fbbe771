package io.quern.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VersionTagsTest {
  private static final int ROUNDS = 25;

  @TempDir Path folder;

  private ModelRepository model;

  @BeforeEach
  void commitThreeVersions() {
    model = repository();
    for (String run : List.of("a", "b", "c")) {
      model.commit(TestModels.stage(model, run), true);
    }
  }

  @Test
  void aTagNamesOneVersionAndMoves() {
    assertThat(model.tags().all()).isEmpty();
    model.tags().set("prod", 2);
    model.tags().set("best", 2);
    model.tags().set("prod", 3);

    assertThat(repository().tags().all()).isEqualTo(Map.of("prod", 3, "best", 2));
    assertThat(model.tags().of(2)).containsExactly("best");
    assertThat(WantedVersion.of("prod").open(model).version()).isEqualTo(3);
    assertThat(folder.resolve("m/tags")).isDirectoryContaining("glob:**/3");
    assertThat(folder.resolve("m/staging")).isEmptyDirectory();

    model.tags().remove("best");
    assertThat(model.tags().all()).isEqualTo(Map.of("prod", 3));
  }

  @Test
  void anUnknownTagIsToldWithThoseThereAre() {
    assertModelError(() -> WantedVersion.of("prod").open(model))
        .isEqualTo(
            "ERROR MODEL: Model '%s' has no tag 'prod'".formatted(path())
                + " (None of its versions is tagged; see TAG MODEL.)");
    model.tags().set("prod", 2);
    assertModelError(() -> model.tags().remove("prodd"))
        .isEqualTo(
            "ERROR MODEL: Model '%s' has no tag 'prodd'".formatted(path())
                + " (Did you mean 'prod'? Its tags: prod (version 2).)");
    assertModelError(() -> model.tags().set("prod", 7))
        .isEqualTo(
            "ERROR MODEL: Model '%s' has no version 7 (Its versions: 1, 2, 3.)".formatted(path()));
    assertThat(model.tags().all()).isEqualTo(Map.of("prod", 2));
  }

  @Test
  void aTaggedVersionStaysWhateverIsCommittedOrDropped() {
    model.tags().set("prod", 2);

    assertModelError(() -> model.drop(2))
        .isEqualTo(
            "ERROR MODEL: Version 2 of model '%s' is tagged 'prod'".formatted(path())
                + " (Tag another version so, or remove the tag: DROP MODEL 'path' TAG 'name'.)");
    assertThat(model.commit(TestModels.stage(model, "d"), false)).isEqualTo(4);

    assertThat(model.versions()).containsExactly(2, 4);
    model.tags().remove("prod");
    model.drop(2);
    assertThat(model.versions()).containsExactly(4);
    assertModelError(() -> model.drop(4))
        .isEqualTo(
            "ERROR MODEL: Version 4 is the only one of model '%s'".formatted(path())
                + " (DROP MODEL without a version removes the model.)");
  }

  @Test
  void aModelIsNotDroppedWhileAVersionIsTagged() {
    model.tags().set("prod", 2);

    assertModelError(() -> model.dropAll())
        .isEqualTo(
            "ERROR MODEL: Version 2 of model '%s' is tagged 'prod'".formatted(path())
                + " (Tag another version so, or remove the tag: DROP MODEL 'path' TAG 'name'.)");
    assertThat(model.versions()).containsExactly(1, 2, 3);

    model.tags().remove("prod");
    model.dropAll();

    assertThat(folder.resolve("m")).doesNotExist();
  }

  @Test
  void aRestoredVersionIsTheNewestAndTheSame() {
    int restored = model.restore(1);

    assertThat(restored).isEqualTo(4);
    assertThat(model.versions()).containsExactly(1, 2, 3, 4);
    BundleVersion newest = model.openNewest();
    assertThat(newest.manifest()).isEqualTo(model.open(1).manifest());
    for (FileEntry file : newest.manifest().files()) {
      assertThat(newest.read(file.name())).isEqualTo(model.open(1).read(file.name()));
    }
    assertThat(folder.resolve("m/staging")).isEmptyDirectory();
  }

  @Test
  void aDamagedVersionIsNotRestored() throws Exception {
    Path weights = folder.resolve("m/versions/1/dense/parameters.f32");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[0] ^= 1;
    Files.write(weights, bytes);

    assertModelError(() -> model.restore(1)).contains("is damaged");
    assertThat(model.versions()).containsExactly(1, 2, 3);
    assertThat(folder.resolve("m/staging")).isEmptyDirectory();
  }

  @Test
  void ofTagsSetAtTheSameTimeNoneIsLostAndEveryReaderSeesAWholeState() throws Exception {
    model.tags().set("prod", 1);
    ExecutorService users = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> writers = new ArrayList<>();
      for (String user : List.of("x", "y")) {
        writers.add(users.submit(() -> tagOften(user)));
      }
      while (writers.stream().anyMatch(writer -> !writer.isDone())) {
        assertThat(repository().tags().all()).containsEntry("prod", 1);
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    } finally {
      users.shutdownNow();
    }
    assertThat(model.tags().all()).hasSize(2 * ROUNDS + 1);
  }

  private void tagOften(String user) {
    for (int round = 0; round < ROUNDS; round++) {
      repository().tags().set(user + round, 1 + round % 3);
    }
  }

  @Test
  void whatIsTaggedWhileItIsDroppedIsEitherTaggedOrGone() throws Exception {
    ExecutorService users = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        int version = model.commit(TestModels.stage(model, "r" + round), true);
        Future<Boolean> tagged = users.submit(() -> succeeds(() -> model.tags().set("t", version)));
        Future<Boolean> dropped = users.submit(() -> succeeds(() -> model.drop(version)));
        boolean isThere = !dropped.get();
        assertThat(model.versions().contains(version)).isEqualTo(isThere);
        if (tagged.get()) {
          assertThat(isThere).isTrue();
        } else {
          assertThat(model.tags().of(version)).isEmpty();
        }
      }
    } finally {
      users.shutdownNow();
    }
  }

  private static boolean succeeds(Runnable work) {
    try {
      work.run();
      return true;
    } catch (QuernException e) {
      assertThat(e.code()).as(e::toString).isEqualTo(ErrorCode.MODEL);
      return false;
    }
  }

  private static org.assertj.core.api.AbstractStringAssert<?> assertModelError(
      ThrowingCallable work) {
    QuernException[] error = new QuernException[1];
    assertThatThrownBy(work).isInstanceOfSatisfying(QuernException.class, e -> error[0] = e);
    return assertThat(error[0].toString());
  }

  private String path() {
    return folder.resolve("m").toString();
  }

  private ModelRepository repository() {
    return new ModelRepository(new org.apache.hadoop.fs.Path(path()), new Configuration(false));
  }
}
