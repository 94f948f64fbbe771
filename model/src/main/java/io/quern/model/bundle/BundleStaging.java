package io.quern.model.bundle;

import io.quern.api.QuernException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;

/**
 * A version in the making. Files first, then the manifest, then {@link ModelRepository#commit}.
 * Confined to one thread.
 */
public final class BundleStaging extends StagedFolder {
  private static final String FOLDER = "bundle";

  private final Path runFolder;
  private final Path existing;
  private Manifest manifest;
  private boolean uncertain;

  /**
   * @param runFolder the run's own folder, with what it has staged before, if anything
   */
  BundleStaging(Storage storage, Path runFolder) {
    super(storage, in(runFolder));
    this.runFolder = runFolder;
    this.existing = storage.nearestExisting(runFolder.getParent());
    storage.createFolder(folder());
  }

  /** What becomes the version's folder; the rename that publishes the version takes it away. */
  static Path in(Path runFolder) {
    return new Path(runFolder, FOLDER);
  }

  /**
   * The run's own folder, for work that outlives a failure but is no part of the version. Removed
   * after the commit.
   */
  public Path runFolder() {
    return runFolder;
  }

  /** Copies a local folder with all it holds. */
  public void addFolder(java.nio.file.Path local, String name) {
    try (Stream<java.nio.file.Path> tree = Files.walk(local)) {
      for (java.nio.file.Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
        String relative = local.relativize(file).toString().replace('\\', '/');
        try (StagedOutput out = create(name + "/" + relative)) {
          Files.copy(file, out);
        }
      }
    } catch (IOException e) {
      throw StorageFailures.cannot("read", local, e);
    } catch (UncheckedIOException e) {
      throw StorageFailures.cannot("read", local, e.getCause());
    }
  }

  /**
   * Begins the checkpoint behind an epoch, in a folder beside {@link #folder}.
   *
   * @param epoch from 1, later than those of earlier checkpoints
   */
  public CheckpointStaging checkpoint(int epoch) {
    return new CheckpointStaging(storage(), runFolder, epoch);
  }

  /** Whether the folder is there still; another run that has taken a checkpoint has it, too. */
  public boolean isThere() {
    return storage().exists(folder());
  }

  /**
   * Writes the manifest with all files listed so far; the last of the version's files. Leftovers of
   * attempts that were not taken are removed.
   *
   * @throws QuernException {@code STORAGE}, when a listed file is not there with its size
   */
  public void writeManifest(Manifest withoutFiles) {
    Manifest complete = withoutFiles.withFiles(files());
    seal(BundleJson.write(complete));
    manifest = complete;
  }

  @Override
  String list() {
    return BundleFiles.MANIFEST;
  }

  /**
   * Gives up: removes everything, the folders above that came with it too, as far as they are
   * empty; unless a commit may still take effect.
   */
  public void discard() {
    if (!uncertain) {
      storage().delete(runFolder);
      storage().deleteEmptyFolders(runFolder.getParent(), existing);
    }
  }

  /** The manifest as written. */
  Manifest manifest() {
    if (manifest == null) {
      throw new IllegalStateException("The manifest of '" + folder() + "' is not written yet");
    }
    return manifest;
  }

  /** From now on {@link #discard} leaves everything to the sweep. */
  void keepForSweep() {
    uncertain = true;
  }
}
