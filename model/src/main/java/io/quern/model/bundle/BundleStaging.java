package io.quern.model.bundle;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.feature.FeatureMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A version in the making, in a folder of its own where no reader looks. Files first, then the
 * manifest, then {@link ModelRepository#commit}. Confined to one thread.
 */
public final class BundleStaging {
  private final Storage storage;
  private final Path runFolder;
  private final Path folder;
  private final Path existing;
  private final Map<String, FileEntry> files = new TreeMap<>();
  private Manifest manifest;
  private boolean uncertain;

  BundleStaging(Storage storage, Path runFolder) {
    this.storage = storage;
    this.runFolder = runFolder;
    this.folder = new Path(runFolder, "bundle");
    this.existing = storage.nearestExisting(runFolder.getParent());
    storage.createFolder(folder);
  }

  /** What becomes the version's folder. */
  public Path folder() {
    return folder;
  }

  /**
   * The run's own folder, for work that outlives a failure but is no part of the version. Removed
   * after the commit.
   */
  public Path runFolder() {
    return runFolder;
  }

  /**
   * A new file, listed in the manifest once it is closed.
   *
   * @param name relative, as in {@link BundleFiles}
   */
  public StagedOutput create(String name) {
    requireOpen(name);
    return new StagedOutput(storage, folder, name, entry -> files.put(name, entry));
  }

  /** Creates a file with that content. */
  public void write(String name, byte[] content) {
    try (StagedOutput out = create(name)) {
      out.write(content, 0, content.length);
    }
  }

  /** Creates the feature map's files. */
  public void write(FeatureMap features) {
    features.files().forEach((name, content) -> write(BundleFiles.FEATURE_MAP + name, content));
  }

  /** Lists a file that {@link StagedFiles} wrote, and gives it its plain name. */
  public void addFile(FileEntry entry) {
    String name = StagedFiles.plainName(entry.name());
    requireOpen(name);
    if (!name.equals(entry.name())) {
      storage.renameFile(new Path(folder, entry.name()), new Path(folder, name));
    }
    files.put(name, entry.renamed(name));
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

  private void requireOpen(String name) {
    if (manifest != null) {
      throw new IllegalStateException("The manifest is written; '" + name + "' comes too late");
    }
    if (files.containsKey(name) || name.equals(BundleFiles.MANIFEST)) {
      throw new IllegalStateException("'" + name + "' is staged already");
    }
  }

  /**
   * Writes the manifest with all files listed so far; the last of the version's files. Leftovers of
   * attempts that were not taken are removed.
   *
   * @throws QuernException {@code STORAGE}, when a listed file is not there with its size
   */
  public void writeManifest(Manifest withoutFiles) {
    if (manifest != null) {
      throw new IllegalStateException("The manifest is written already");
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
    Manifest complete = withoutFiles.withFiles(List.copyOf(files.values()));
    byte[] json = BundleJson.write(complete);
    try (StagedOutput out = new StagedOutput(storage, folder, BundleFiles.MANIFEST, e -> {})) {
      out.write(json, 0, json.length);
    }
    manifest = complete;
  }

  private String nameOf(Path file) {
    return folder.toUri().relativize(file.toUri()).getPath();
  }

  /**
   * Gives up: removes everything, the folders above that came with it too, as far as they are
   * empty; unless a commit may still take effect.
   */
  public void discard() {
    if (!uncertain) {
      storage.delete(runFolder);
      storage.deleteEmptyFolders(runFolder.getParent(), existing);
    }
  }

  /** The manifest as written. */
  Manifest manifest() {
    if (manifest == null) {
      throw new IllegalStateException("The manifest of '" + folder + "' is not written yet");
    }
    return manifest;
  }

  /** From now on {@link #discard} leaves everything to the sweep. */
  void keepForSweep() {
    uncertain = true;
  }
}
