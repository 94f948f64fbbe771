package io.quern.model.bundle;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * The checkpoint behind an epoch in the making: its files, then {@link #publish}, one rename, by
 * which it takes the place of the run's earlier one. A crash at any moment leaves the one or the
 * other, whole. Confined to one thread.
 */
public final class CheckpointStaging extends StagedFolder {
  private final Path runFolder;
  private final int epoch;

  CheckpointStaging(Storage storage, Path runFolder, int epoch) {
    super(storage, CheckpointFolder.unfinished(runFolder, epoch));
    this.runFolder = runFolder;
    this.epoch = epoch;
    storage.delete(folder());
    storage.createFolder(folder());
  }

  /**
   * Makes this the run's checkpoint, and removes those before.
   *
   * @param staged files of the version in the making that belong to it, relative to {@link
   *     BundleStaging#folder}
   * @param content what to say of the training; becomes JSON
   * @throws QuernException {@code STORAGE}
   */
  public void publish(List<FileEntry> staged, Object content) {
    CheckpointDocument document =
        CheckpointDocument.of(epoch, files(), staged, BundleJson.tree(content));
    seal(BundleJson.write(document));
    Path target = CheckpointFolder.of(runFolder, epoch);
    try {
      if (storage().folders().rename(folder(), target) != FolderRename.Outcome.MOVED) {
        throw new QuernException(ErrorCode.STORAGE, "'" + target + "' is there already");
      }
    } catch (IOException e) {
      throw StorageFailures.cannot("write", target, e);
    }
    CheckpointFolder.tidy(storage(), runFolder, epoch);
  }

  @Override
  String list() {
    return BundleFiles.CHECKPOINT;
  }
}
