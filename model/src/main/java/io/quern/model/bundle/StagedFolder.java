package io.quern.model.bundle;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.feature.FeatureMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A folder in the making, where no reader looks: files first, then the one that lists them, then a
 * rename of the folder. Confined to one thread.
 */
public abstract sealed class StagedFolder permits BundleStaging, CheckpointStaging {
  private final Storage storage;
  private final Path folder;
  private final Map<String, FileEntry> files = new TreeMap<>();
  private boolean sealed;

  StagedFolder(Storage storage, Path folder) {
    this.storage = requireNonNull(storage, "storage is null");
    this.folder = requireNonNull(folder, "folder is null");
  }

  /** Where {@link StagedFiles} are written to. */
  public final Path folder() {
    return folder;
  }

  /**
   * A new file, listed once it is closed.
   *
   * @param name relative, as in {@link BundleFiles}
   */
  public final StagedOutput create(String name) {
    requireOpen(name);
    return new StagedOutput(storage, folder, name, entry -> files.put(name, entry));
  }

  /** Creates a file with that content. */
  public final void write(String name, byte[] content) {
    try (StagedOutput out = create(name)) {
      out.write(content, 0, content.length);
    }
  }

  /** Creates the feature map's files. */
  public final void write(FeatureMap features) {
    features.files().forEach((name, content) -> write(BundleFiles.FEATURE_MAP + name, content));
  }

  /** Lists a file that {@link StagedFiles} wrote, and gives it its plain name. */
  public final void addFile(FileEntry entry) {
    String name = StagedFiles.plainName(entry.name());
    requireOpen(name);
    if (!name.equals(entry.name())) {
      storage.renameFile(new Path(folder, entry.name()), new Path(folder, name));
    }
    files.put(name, entry.renamed(name));
  }

  private void requireOpen(String name) {
    if (sealed) {
      throw new IllegalStateException("All files are listed; '" + name + "' comes too late");
    }
    if (files.containsKey(name) || name.equals(list())) {
      throw new IllegalStateException("'" + name + "' is staged already");
    }
  }

  /** The name of the file that lists the others. */
  abstract String list();

  final Storage storage() {
    return storage;
  }

  /** The files listed so far, by name. */
  final List<FileEntry> files() {
    return List.copyOf(files.values());
  }

  /**
   * Writes the file that lists the others, the last one. Leftovers of attempts that were not taken
   * are removed.
   *
   * @throws QuernException {@code STORAGE}, when a listed file is not there with its size
   */
  final void seal(byte[] list) {
    if (sealed) {
      throw new IllegalStateException("'" + list() + "' is written already");
    }
    Map<String, Long> found = new HashMap<>();
    for (FileStatus status : storage.listAll(folder)) {
      String name = nameOf(status.getPath());
      found.put(name, status.getLen());
      if (!files.containsKey(name)) {
        storage.delete(status.getPath());
      }
    }
    for (FileEntry entry : files.values()) {
      long size = found.getOrDefault(entry.name(), -1L);
      if (size != entry.size()) {
        throw new QuernException(
            ErrorCode.STORAGE,
            "Staged file '%s' in '%s' has %s, %d were written"
                .formatted(
                    entry.name(), folder, size < 0 ? "vanished" : size + " bytes", entry.size()));
      }
    }
    try (StagedOutput out = new StagedOutput(storage, folder, list(), e -> {})) {
      out.write(list, 0, list.length);
    }
    sealed = true;
  }

  final String nameOf(Path file) {
    return folder.toUri().relativize(file.toUri()).getPath();
  }
}
