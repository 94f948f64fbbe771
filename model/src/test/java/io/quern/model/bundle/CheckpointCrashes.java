package io.quern.model.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.RandomRows;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Lets a process die at every step of a run that keeps two checkpoints, and of the run that takes
 * the second over and commits: what is found next is always whole, and never older than before.
 */
final class CheckpointCrashes {
  private static final FeatureMap FEATURES =
      RandomRows.featureMap(
          RandomRows.FEATURES, RandomRows.encode(RandomRows.FEATURES, new RandomRows(1).next(3)));

  private static final int COMMITTED = 3;

  private final FileSystem files;
  private final FolderRename rename;
  private final Path root;

  /** What a checkpoint says. */
  private record Said(int epoch) {}

  CheckpointCrashes(FileSystem files, FolderRename rename, Path root) {
    this.files = files;
    this.rename = rename;
    this.root = root;
  }

  /**
   * @param stride from one step tried to the next
   * @return the first step that is behind the end
   */
  int verify(int stride) throws IOException {
    int reached = 0;
    for (int step = 1; ; step += stride) {
      Path model = new Path(root, "crash-" + step);
      boolean crashed = crashes(FaultPlan.crashAt(step), model);
      int found = found(repository(FaultPlan.none(), model));
      assertThat(found).as("step %d", step).isGreaterThanOrEqualTo(reached);
      reached = found;
      if (!crashed) {
        assertThat(reached).isEqualTo(COMMITTED);
        assertThat(files.listStatus(new Path(model, "staging"))).isEmpty();
        return step;
      }
    }
  }

  private boolean crashes(FaultPlan plan, Path model) {
    try {
      run(repository(plan, model));
      return false;
    } catch (FaultPlan.Crash crash) {
      return true;
    }
  }

  private ModelRepository repository(FaultPlan plan, Path model) {
    FolderRename faulty =
        new FolderRename() {
          @Override
          public Outcome rename(Path from, Path to) throws IOException {
            plan.step("rename folder " + from);
            return rename.rename(from, to);
          }

          @Override
          public boolean isRefusal(IOException failure) {
            return rename.isRefusal(failure);
          }
        };
    Storage storage = new Storage(new FaultyFileSystem(files, plan), faulty);
    return new ModelRepository(model, storage, Clock.systemUTC());
  }

  private void run(ModelRepository repository) {
    BundleStaging first = repository.stage("first");
    keep(first, 1);
    keep(first, 2);
    Checkpoints checkpoints = repository.checkpoints();
    Checkpoints.Claim claim =
        checkpoints.claim(checkpoints.list().get(0).open(), "second").orElseThrow();
    claim.staging().addFile(claim.checkpoint().staged().get(0));
    claim.staging().writeManifest(TestModels.manifest("second", FEATURES, 2, 1));
    repository.commit(claim.staging(), false);
  }

  private void keep(BundleStaging staging, int epoch) {
    StagedOutput weights = new StagedFiles(staging.folder(), files.getConf()).create("weights");
    try (weights) {
      weights.write(content("weights", epoch), 0, content("weights", epoch).length);
    }
    CheckpointStaging checkpoint = staging.checkpoint(epoch);
    checkpoint.write(BundleFiles.state(0), content("state", epoch));
    checkpoint.write(FEATURES);
    checkpoint.publish(List.of(weights.entry()), new Said(epoch));
  }

  private static byte[] content(String what, int epoch) {
    return "%s of epoch %d".formatted(what, epoch).getBytes(UTF_8);
  }

  /** The epoch found, all of whose files are read; one more for the version; 0 for nothing. */
  private static int found(ModelRepository repository) throws IOException {
    if (repository.newest().isPresent()) {
      assertThat(repository.openNewest().read("weights")).isEqualTo(content("weights", 2));
      assertThat(repository.checkpoints().list()).isEmpty();
      return COMMITTED;
    }
    List<CheckpointFolder> places = repository.checkpoints().list();
    assertThat(places).hasSizeLessThanOrEqualTo(1);
    return places.isEmpty() ? 0 : epoch(places.get(0).open());
  }

  private static int epoch(SavedCheckpoint checkpoint) {
    int epoch = checkpoint.content(Said.class).epoch();
    assertThat(checkpoint.epoch()).isEqualTo(epoch);
    assertThat(checkpoint.featureMap()).isEqualTo(FEATURES);
    Storage storage = checkpoint.place().storage();
    checkpoint
        .states()
        .readAll(storage, in -> assertThat(in.readAllBytes()).isEqualTo(content("state", epoch)));
    Path bundle = BundleStaging.in(checkpoint.place().runFolder());
    new CheckedFiles("the version", bundle.toString(), checkpoint.staged())
        .readAll(storage, in -> assertThat(in.readAllBytes()).isEqualTo(content("weights", epoch)));
    return epoch;
  }
}
