package io.quern.model.bundle;

import io.quern.api.QuernException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * What trainings of one model that were cut short have kept: at most one checkpoint for each run,
 * {@code <path>/staging/<run>/checkpoint-<epoch>}. Thread-safe.
 */
public final class Checkpoints {
  private final Storage storage;
  private final Path staging;

  Checkpoints(Storage storage, Path staging) {
    this.storage = storage;
    this.staging = staging;
  }

  /**
   * A checkpoint that is a run's own now.
   *
   * @param staging the version in the making, with the files that belong to the checkpoint
   */
  public record Claim(SavedCheckpoint checkpoint, BundleStaging staging) {}

  /** Those there are, the last written first; of runs under way, too. */
  public List<CheckpointFolder> list() {
    return storage.list(staging).stream()
        .filter(FileStatus::isDirectory)
        .flatMap(run -> CheckpointFolder.latest(storage, run.getPath()).stream())
        .sorted(Comparator.comparing(CheckpointFolder::written).reversed())
        .toList();
  }

  /**
   * Takes a checkpoint, with all that its run has staged, over: one rename of the run's folder, so
   * that of two that want it one has it. A run that still writes there finds its folder gone.
   *
   * @param runId of the run that takes it; not used before at this path
   * @return empty, when another was faster
   * @throws QuernException {@code STORAGE}
   */
  public Optional<Claim> claim(SavedCheckpoint checkpoint, String runId) {
    Path from = checkpoint.place().runFolder();
    Path to = new Path(staging, runId);
    try {
      if (storage.folders().rename(from, to) != FolderRename.Outcome.MOVED) {
        throw new IllegalArgumentException("Run id '" + runId + "' is used already");
      }
    } catch (FileNotFoundException | NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StorageFailures.cannot("write", to, e);
    }
    SavedCheckpoint claimed = checkpoint.movedTo(to);
    claimed.tidy();
    return Optional.of(new Claim(claimed, new BundleStaging(storage, to)));
  }
}
