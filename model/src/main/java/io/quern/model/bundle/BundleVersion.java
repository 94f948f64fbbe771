package io.quern.model.bundle;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.feature.FeatureMap;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * One complete version of a model, to read. Files never change, but a version may be removed while
 * it is read: streams then fail, mapped local files stay readable. Thread-safe.
 */
public final class BundleVersion {
  private final String model;
  private final int version;
  private final Storage storage;
  private final Path folder;
  private final Manifest manifest;

  /**
   * @param model as users name it
   */
  BundleVersion(String model, int version, Storage storage, Path folder, Manifest manifest) {
    this.model = model;
    this.version = version;
    this.storage = storage;
    this.folder = folder;
    this.manifest = manifest;
  }

  /** The model's path as users name it. */
  public String model() {
    return model;
  }

  public int version() {
    return version;
  }

  /** Fully qualified. */
  public Path folder() {
    return folder;
  }

  public Manifest manifest() {
    return manifest;
  }

  /** The folder, where the JDK can reach it. */
  Optional<java.nio.file.Path> localFolder() {
    return storage.isLocal() ? Optional.of(Storage.local(folder)) : Optional.empty();
  }

  /** The same version, read from a copy. */
  BundleVersion in(Storage otherStorage, Path otherFolder) {
    return new BundleVersion(model, version, otherStorage, otherFolder, manifest);
  }

  /** The feature map. */
  public FeatureMap featureMap() {
    return FeatureMap.read(name -> read(BundleFiles.FEATURE_MAP + name));
  }

  /** The dense parameters. */
  public DenseParameters denseParameters() {
    return DenseParameters.read(this::read, "model '%s' version %d".formatted(model, version));
  }

  /** The sparse shards' file entries, those of a table in the order of their keys. */
  public List<FileEntry> shards() {
    return manifest.files().stream().filter(file -> BundleFiles.isShard(file.name())).toList();
  }

  /** What the parameter servers have saved, by server; none where the version keeps no state. */
  public List<FileEntry> states() {
    return manifest.files().stream().filter(file -> BundleFiles.isState(file.name())).toList();
  }

  /** The files that predictions need: all but {@link #states}. */
  List<FileEntry> servingFiles() {
    return manifest.files().stream().filter(file -> !BundleFiles.isState(file.name())).toList();
  }

  /** Whether the manifest lists a file of that name. */
  public boolean has(String name) {
    return manifest.files().stream().anyMatch(file -> file.name().equals(name));
  }

  /**
   * A whole file, checked.
   *
   * @throws QuernException {@code MODEL}, when it is missing or damaged
   */
  public byte[] read(String name) {
    FileEntry entry = entry(name);
    requireSize(entry, storage.status(file(entry)).map(FileStatus::getLen));
    if (entry.size() > Integer.MAX_VALUE - 8) {
      throw damaged(entry, "too large to be read at once: " + entry.size() + " bytes");
    }
    byte[] content = new byte[(int) entry.size()];
    try (InputStream in = open(entry)) {
      int length = in.readNBytes(content, 0, content.length);
      requireSize(entry, Optional.of((long) length));
    } catch (IOException e) {
      throw StorageFailures.cannot("read", file(entry), e);
    }
    CRC32C checksum = new CRC32C();
    checksum.update(content, 0, content.length);
    requireChecksum(entry, checksum);
    return content;
  }

  /** A file's bytes as they are; the caller checks size and checksum. */
  InputStream open(FileEntry entry) {
    try {
      return storage.open(file(entry));
    } catch (FileNotFoundException e) {
      throw missing(entry);
    }
  }

  /** Where a file lies. */
  public Path file(FileEntry entry) {
    return new Path(folder, entry.name());
  }

  /**
   * @throws QuernException {@code MODEL}, when one of the files is missing or has another size
   */
  void requireSizes(List<FileEntry> entries) {
    Map<String, Long> found = new HashMap<>();
    for (FileStatus status : storage.listAll(folder)) {
      found.put(folder.toUri().relativize(status.getPath().toUri()).getPath(), status.getLen());
    }
    for (FileEntry entry : entries) {
      requireSize(entry, Optional.ofNullable(found.get(entry.name())));
    }
  }

  private FileEntry entry(String name) {
    return manifest.files().stream()
        .filter(file -> file.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new QuernException(
                    ErrorCode.MODEL,
                    "Model '%s' version %d has no file '%s'".formatted(model, version, name)));
  }

  void requireSize(FileEntry entry, Optional<Long> found) {
    if (found.isEmpty()) {
      throw missing(entry);
    }
    if (found.get() != entry.size()) {
      throw damaged(
          entry, "%d bytes found, %d in the manifest".formatted(found.get(), entry.size()));
    }
  }

  void requireChecksum(FileEntry entry, CRC32C found) {
    if ((int) found.getValue() != entry.crc32c()) {
      throw damaged(
          entry,
          "checksum %s found, %s in the manifest"
              .formatted(
                  HexadecimalJson.print((int) found.getValue()),
                  HexadecimalJson.print(entry.crc32c())));
    }
  }

  private QuernException missing(FileEntry entry) {
    if (!storage.exists(new Path(folder, BundleFiles.MANIFEST))) {
      return new QuernException(
          ErrorCode.MODEL,
          "Version %d of model '%s' was removed while it was read".formatted(version, model));
    }
    return damaged(entry, "it is missing, %d bytes in the manifest".formatted(entry.size()));
  }

  QuernException damaged(FileEntry entry, String how) {
    return new QuernException(
        ErrorCode.MODEL,
        "File '%s' of model '%s' version %d is damaged: %s"
            .formatted(entry.name(), model, version, how));
  }
}
