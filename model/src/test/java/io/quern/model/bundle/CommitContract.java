package io.quern.model.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.RandomRows;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

/** What every file system has to show about commits. */
abstract class CommitContract {
  private static final FeatureMap FEATURES =
      RandomRows.featureMap(
          RandomRows.FEATURES, RandomRows.encode(RandomRows.FEATURES, new RandomRows(1).next(3)));

  /** The file system itself. */
  abstract FileSystem files();

  /** How it renames folders. */
  abstract FolderRename folderRename();

  /** A folder of the test's own, which exists. */
  abstract Path root();

  /** How often two committers race. */
  abstract int rounds();

  /** From one step at which checkpoints are interrupted to the next. */
  abstract int stride();

  final ModelRepository repository(FaultPlan plan) {
    FolderRename real = folderRename();
    FolderRename faulty =
        new RenameOf(real) {
          @Override
          public Outcome rename(Path from, Path to) throws IOException {
            plan.step("rename folder " + from);
            return super.rename(from, to);
          }
        };
    return repository(new Storage(new FaultyFileSystem(files(), plan), faulty));
  }

  private ModelRepository repository(Storage storage) {
    return new ModelRepository(new Path(root(), "m"), storage, Clock.systemUTC());
  }

  private ModelRepository repository(FolderRename rename) {
    return repository(new Storage(new FaultyFileSystem(files(), FaultPlan.none()), rename));
  }

  private ModelRepository repository() {
    return repository(FaultPlan.none());
  }

  /** Two files and the manifest, each content naming the run. */
  static BundleStaging stage(ModelRepository repository, String run) {
    BundleStaging staging = repository.stage(run);
    staging.write("a/one", ("one of " + run).getBytes(UTF_8));
    staging.write("two", ("two of " + run).getBytes(UTF_8));
    staging.writeManifest(TestModels.manifest(run, FEATURES, 2, 1));
    return staging;
  }

  /** Reads everything; the run that wrote it. */
  static String requireWhole(BundleVersion version) {
    String run = version.manifest().lineage().run();
    assertThat(version.manifest().files()).hasSize(2);
    assertThat(new String(version.read("a/one"), UTF_8)).isEqualTo("one of " + run);
    assertThat(new String(version.read("two"), UTF_8)).isEqualTo("two of " + run);
    return run;
  }

  @Test
  void aCrashAtAnyStepLeavesTheOldOrTheNewVersionAndASweepRemovesTheRest() throws IOException {
    ModelRepository reader = repository();
    reader.commit(stage(reader, "run-0"), true);
    String before = "run-0";
    int old = 0;
    boolean crashed = true;
    for (int step = 1; crashed; step++) {
      String run = "run-" + step;
      crashed = !survives(FaultPlan.crashAt(step), run);

      String newest = requireWhole(reader.openNewest());
      assertThat(newest).isIn(before, run);
      assertThat(reader.versions()).allSatisfy(version -> requireWhole(reader.open(version)));
      old += newest.equals(before) ? 1 : 0;
      before = newest;

      assertThat(crashed || newest.equals(run)).isTrue();
      Clock tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
      Storage storage = new Storage(files(), folderRename());
      new ModelRepository(new Path(root(), "m"), storage, tomorrow)
          .sweepStaging(Duration.ofHours(23));
      assertThat(files().listStatus(new Path(root(), "m/staging"))).isEmpty();
    }
    assertThat(reader.versions()).hasSize(1);
    // Two folders, three files of three steps each and the rename are before the commit.
    assertThat(old).isGreaterThanOrEqualTo(12);
  }

  private boolean survives(FaultPlan plan, String run) {
    try {
      ModelRepository repository = repository(plan);
      repository.commit(stage(repository, run), false);
      return true;
    } catch (FaultPlan.Crash crash) {
      return false;
    }
  }

  @Test
  void aCrashAtAnyStepLeavesATagWhereItWasOrWhereItShouldBe() {
    ModelRepository reader = repository();
    reader.commit(stage(reader, "run-1"), true);
    reader.commit(stage(reader, "run-2"), true);
    reader.tags().set("prod", 1);
    int before = 1;
    int old = 0;
    boolean crashed = true;
    for (int step = 1; crashed; step++) {
      int wanted = 3 - before;
      crashed = !tags(FaultPlan.crashAt(step), wanted);

      int now = reader.tags().version("prod");
      assertThat(now).isIn(before, wanted);
      assertThat(crashed || now == wanted).isTrue();
      old += now == before ? 1 : 0;
      before = now;
    }
    assertThat(old).isGreaterThanOrEqualTo(3);
  }

  private boolean tags(FaultPlan plan, int version) {
    try {
      repository(plan).tags().set("prod", version);
      return true;
    } catch (FaultPlan.Crash crash) {
      return false;
    }
  }

  @Test
  void ofTwoCommittersAtATimeEachGetsANumberOfItsOwn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < rounds(); round++) {
        boolean keep = round % 3 != 0;
        CyclicBarrier start = new CyclicBarrier(2);
        String run = "round-" + round;
        Future<Integer> left = threads.submit(committer(run + "-left", keep, start));
        Future<Integer> right = threads.submit(committer(run + "-right", keep, start));
        requireBothCommitted(run, left.get(), right.get(), keep);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Callable<Integer> committer(String run, boolean keep, CyclicBarrier start) {
    return () -> {
      ModelRepository repository = repository();
      BundleStaging staging = repository.stage(run);
      staging.writeManifest(TestModels.manifest(run, FEATURES, 2, 1));
      start.await();
      return repository.commit(staging, keep);
    };
  }

  private void requireBothCommitted(String run, int left, int right, boolean keep)
      throws IOException {
    ModelRepository reader = repository();
    int newest = Math.max(left, right);
    assertThat(left).isNotEqualTo(right);
    assertThat(reader.newest()).hasValue(newest);
    assertThat(reader.open(newest).manifest().lineage().run())
        .isEqualTo(run + (newest == left ? "-left" : "-right"));
    if (keep) {
      assertThat(reader.open(Math.min(left, right)).manifest().lineage().run())
          .isEqualTo(run + (newest == left ? "-right" : "-left"));
    }
    assertThat(reader.versions())
        .allSatisfy(version -> assertThat(reader.open(version).version()).isEqualTo(version));
    assertThat(files().listStatus(new Path(root(), "m/staging"))).isEmpty();
  }

  @Test
  void readersNeverSeeHalfAVersion() throws Exception {
    ModelRepository writer = repository();
    writer.commit(stage(writer, "run-0"), true);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<Set<String>> reader = threads.submit(() -> readUntil(done));
      int commits = rounds() / 4;
      for (int i = 1; i <= commits; i++) {
        writer.commit(stage(writer, "run-" + i), i % 2 == 0);
      }
      done.set(true);
      assertThat(reader.get()).contains("run-" + commits);
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
  }

  private Set<String> readUntil(AtomicBoolean done) {
    ModelRepository reader = repository();
    Set<String> seen = new HashSet<>();
    for (boolean last = false; !last; ) {
      last = done.get();
      BundleVersion version = reader.openNewest();
      try {
        seen.add(requireWhole(version));
      } catch (QuernException e) {
        assertThat(e)
            .hasMessage(
                "Version %d of model '%s' was removed while it was read",
                version.version(), version.model());
      }
    }
    return seen;
  }

  @Test
  void aFolderThatIsThereIsNeitherReplacedNorMovedInto() throws IOException {
    ModelRepository repository = repository();
    repository.commit(stage(repository, "first"), true);
    Path source = stage(repository, "second").folder();
    Path target = new Path(root(), "m/versions/1");
    assertThat(folderRename().rename(source, target)).isEqualTo(FolderRename.Outcome.TARGET_EXISTS);
    assertThat(files().exists(source)).isTrue();
    assertThat(files().exists(new Path(target, "bundle"))).isFalse();
    assertThat(requireWhole(repository.open(1))).isEqualTo("first");
  }

  @Test
  void aDropJustBeforeTheRenameLosesNoCommit() {
    AtomicBoolean dropped = new AtomicBoolean();
    ModelRepository repository =
        repository(
            new RenameOf(folderRename()) {
              @Override
              public Outcome rename(Path from, Path to) throws IOException {
                if (!dropped.getAndSet(true)) {
                  files().delete(new Path(root(), "m/versions"), true);
                }
                return super.rename(from, to);
              }
            });
    assertThat(repository.commit(stage(repository, "run"), true)).isEqualTo(1);
    assertThat(requireWhole(repository.openNewest())).isEqualTo("run");
  }

  @Test
  void givingUpRemovesTheFoldersThatCameWithTheStaging() throws IOException {
    ModelRepository repository = repository();
    stage(repository, "run").discard();
    assertThat(files().exists(new Path(root(), "m"))).isFalse();

    BundleStaging first = stage(repository, "first");
    BundleStaging second = stage(repository, "second");
    first.discard();
    assertThat(files().exists(new Path(second.folder(), BundleFiles.MANIFEST))).isTrue();
    assertThat(repository.commit(second, true)).isEqualTo(1);
    stage(repository, "third").discard();
    assertThat(requireWhole(repository.openNewest())).isEqualTo("second");
  }

  @Test
  void aRenameWhoseAnswerIsLostIsACommit() {
    ModelRepository repository =
        repository(
            new RenameOf(folderRename()) {
              @Override
              public Outcome rename(Path from, Path to) throws IOException {
                super.rename(from, to);
                throw new IOException("Connection reset");
              }
            });
    // The removal of the old version is aside by then, and its failure no failure of the commit.
    assertThat(repository.commit(stage(repository, "a"), true)).isEqualTo(1);
    assertThat(repository.commit(stage(repository, "b"), false)).isEqualTo(2);
    assertThat(requireWhole(repository.openNewest())).isEqualTo("b");
  }

  @Test
  void aCommitOfUnknownOutcomeIsSaidAndNothingIsCleanedUp() throws IOException {
    ModelRepository repository =
        repository(
            new RenameOf(folderRename()) {
              @Override
              public Outcome rename(Path from, Path to) throws IOException {
                throw new IOException("Connection reset");
              }

              @Override
              public boolean isRefusal(IOException failure) {
                return false;
              }
            });
    BundleStaging staging = stage(repository, "run");
    assertThatThrownBy(() -> repository.commit(staging, true))
        .isInstanceOfSatisfying(
            QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE))
        .hasMessage(
            "Cannot tell whether version 1 of model '%s' was committed: Connection reset",
            new Path(root(), "m"));
    staging.discard();
    assertThat(files().exists(new Path(staging.folder(), BundleFiles.MANIFEST))).isTrue();
    assertThat(repository.versions()).isEmpty();
  }

  @Test
  void aRefusedRenameIsAFailureThatCanBeDiscarded() throws IOException {
    ModelRepository repository =
        repository(
            new RenameOf(folderRename()) {
              @Override
              public Outcome rename(Path from, Path to) throws IOException {
                throw new FileNotFoundException("Parent vanished");
              }
            });
    BundleStaging staging = stage(repository, "run");
    assertThatThrownBy(() -> repository.commit(staging, true))
        .isInstanceOf(QuernException.class)
        .hasMessage(
            "Cannot write '%s': Parent vanished",
            files().makeQualified(new Path(root(), "m/versions/1")));
    staging.discard();
    assertThat(files().exists(staging.runFolder())).isFalse();
    assertThat(List.of(files().listStatus(new Path(root(), "m/versions")))).isEmpty();
  }

  @Test
  void aCrashAtAnyStepLeavesAWholeCheckpointOrTheVersion() throws IOException {
    // Two checkpoints of three files, a claim and a commit have more changes than this.
    assertThat(new CheckpointCrashes(files(), folderRename(), root()).verify(stride()))
        .isGreaterThan(30);
  }

  @Test
  void ofTwoThatWantACheckpointOneHasIt() {
    ModelRepository repository = repository();
    repository.stage("run").checkpoint(1).publish(List.of(), "content");
    SavedCheckpoint wanted = repository.checkpoints().list().get(0).open();

    assertThat(repository.checkpoints().claim(wanted, "first")).isPresent();
    assertThat(repository.checkpoints().claim(wanted, "second")).isEmpty();
    assertThat(repository.checkpoints().list()).hasSize(1);
  }

  /** Passes on to the real one. */
  private static class RenameOf implements FolderRename {
    private final FolderRename real;

    RenameOf(FolderRename real) {
      this.real = real;
    }

    @Override
    public Outcome rename(Path from, Path to) throws IOException {
      return real.rename(from, to);
    }

    @Override
    public boolean isRefusal(IOException failure) {
      return real.isRefusal(failure);
    }
  }
}
