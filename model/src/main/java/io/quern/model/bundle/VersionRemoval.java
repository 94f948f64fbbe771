package io.quern.model.bundle;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.Path;

/**
 * Takes away what readers look at: out of sight at once by a rename, so that nobody sees half of
 * it; then removed. Thread-safe.
 */
final class VersionRemoval {
  private final Storage storage;
  private final VersionTags tags;
  private final Path staging;
  private final String model;

  /**
   * @param staging of the model; where things are while they are removed
   * @param model as users name it
   */
  VersionRemoval(Storage storage, VersionTags tags, Path staging, String model) {
    this.storage = storage;
    this.tags = tags;
    this.staging = staging;
    this.model = model;
  }

  /** Removes a folder where it is there. */
  void remove(Path folder) {
    setAside(folder).ifPresent(storage::delete);
  }

  /**
   * Removes a version, and puts it back where somebody has tagged it meanwhile.
   *
   * @throws QuernException {@code MODEL}, when it has a tag
   */
  void removeUntagged(int version, Path folder) {
    requireUntagged(version);
    Optional<Path> aside = setAside(folder);
    if (aside.isEmpty()) {
      return;
    }
    if (!tags.of(version).isEmpty()) {
      putBack(aside.get(), folder);
      requireUntagged(version);
    }
    storage.delete(aside.get());
  }

  /** Before the whole model goes: a tag says that somebody relies on a version. */
  void requireNoTags() {
    tags.all().values().stream().sorted().findFirst().ifPresent(this::requireUntagged);
  }

  private void requireUntagged(int version) {
    List<String> names = tags.of(version);
    if (!names.isEmpty()) {
      throw new QuernException(
              ErrorCode.MODEL,
              "Version %d of model '%s' is tagged '%s'"
                  .formatted(version, model, String.join("', '", names)))
          .withHint("Tag another version so, or remove the tag: DROP MODEL 'path' TAG 'name'.");
    }
  }

  private void putBack(Path aside, Path folder) {
    try {
      storage.folders().rename(aside, folder);
    } catch (IOException e) {
      throw StorageFailures.cannot("put back", folder, e);
    }
  }

  /** Where the folder is now; empty where it was not there. */
  private Optional<Path> setAside(Path folder) {
    Path aside = new Path(staging, "dropped-" + UUID.randomUUID());
    try {
      storage.createFolder(staging);
      storage.folders().rename(folder, aside);
      return Optional.of(aside);
    } catch (FileNotFoundException | NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StorageFailures.cannot("remove", folder, e);
    }
  }
}
