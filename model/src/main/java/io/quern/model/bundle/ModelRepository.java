package io.quern.model.bundle;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of one model: {@code <path>/versions/<n>}, and unfinished work in {@code
 * <path>/staging/<run>}. A version appears at once and whole, or not at all; later versions have
 * higher numbers. Any number of repositories, in any processes, may work on one path at a time.
 * Thread-safe.
 *
 * <p>Failures are {@link QuernException}s: {@code AUTH} and {@code STORAGE} from the file system,
 * {@code MODEL} where there is no model, or a damaged or foreign one.
 */
public final class ModelRepository {
  private static final int MAX_LISTINGS = 20;
  private static final Logger LOG = LoggerFactory.getLogger(ModelRepository.class);
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private final String name;
  private final Storage storage;
  private final Clock clock;
  private final Path model;
  private final Path versions;
  private final Path staging;
  private final Path tagged;
  private final VersionTags tags;
  private final VersionRemoval removal;

  /**
   * @param path as the user named it; messages repeat it
   */
  public ModelRepository(Path path, Configuration conf) {
    this(path, Storage.of(path, conf), Clock.systemUTC());
  }

  ModelRepository(Path path, Storage storage, Clock clock) {
    this.name = path.toString();
    this.storage = storage;
    this.clock = clock;
    this.model = storage.qualify(path);
    this.versions = new Path(model, "versions");
    this.staging = new Path(model, "staging");
    this.tagged = new Path(model, "tags");
    this.tags = new VersionTags(this, storage, tagged, staging);
    this.removal = new VersionRemoval(storage, tags, staging, name);
  }

  /** The complete versions, ascending; none where there is no model. */
  public List<Integer> versions() {
    return numbers().filter(this::isComplete).boxed().toList();
  }

  /** The highest complete version. */
  public OptionalInt newest() {
    OptionalInt newest = newestListed();
    // Commits that remove what a listing saw, or list while it runs, leave it true of no moment.
    for (int again = 0;
        newest.isEmpty() && again < MAX_LISTINGS && storage.exists(versions);
        again++) {
      newest = newestListed();
    }
    return newest;
  }

  private OptionalInt newestListed() {
    List<Integer> numbers = numbers().boxed().toList();
    return IntStream.rangeClosed(1, numbers.size())
        .map(i -> numbers.get(numbers.size() - i))
        .filter(this::isComplete)
        .findFirst();
  }

  /** All version folders' numbers, ascending. */
  private IntStream numbers() {
    return numbers(versions);
  }

  /** Names of folders in a folder that are numbers, ascending. */
  IntStream numbers(Path folder) {
    return storage.list(folder).stream()
        .filter(FileStatus::isDirectory)
        .map(status -> status.getPath().getName())
        .filter(child -> VERSION.matcher(child).matches())
        .mapToInt(Integer::parseInt)
        .sorted();
  }

  boolean isComplete(int version) {
    return storage.exists(new Path(folder(version), BundleFiles.MANIFEST));
  }

  private Path folder(int version) {
    return new Path(versions, Integer.toString(version));
  }

  /**
   * Opens a version: reads its manifest and checks that every file is there with its size.
   *
   * @throws QuernException {@code MODEL}
   */
  public BundleVersion open(int version) {
    try {
      Path manifest = new Path(folder(version), BundleFiles.MANIFEST);
      Manifest content = new ManifestReader(storage, name).read(manifest, version);
      BundleVersion opened = new BundleVersion(name, version, storage, folder(version), content);
      opened.requireSizes(content.files());
      return opened;
    } catch (FileNotFoundException e) {
      throw noVersion(version);
    }
  }

  /**
   * Opens the newest version, whatever is committed or removed meanwhile.
   *
   * @throws QuernException {@code MODEL}
   */
  public BundleVersion openNewest() {
    int version = newest().orElseThrow(this::noModel);
    while (true) {
      try {
        return open(version);
      } catch (QuernException e) {
        int newer = newest().orElseThrow(this::noModel);
        if (newer == version) {
          throw e;
        }
        version = newer;
      }
    }
  }

  private QuernException noVersion(int version) {
    List<Integer> present = versions();
    if (present.isEmpty()) {
      return noModel();
    }
    String list = present.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return new QuernException(
            ErrorCode.MODEL, "Model '%s' has no version %d".formatted(name, version))
        .withHint("Its versions: " + list + ".");
  }

  QuernException noModel() {
    boolean foreign = storage.list(model).stream().anyMatch(this::isForeign);
    QuernException told =
        new QuernException(
            ErrorCode.MODEL,
            foreign ? "'" + name + "' is not a Quern model" : "No model at '" + name + "'");
    return new NearbyModels(storage, model, name).hint().map(told::withHint).orElse(told);
  }

  /**
   * Checks that a version could be committed: creates and renames a folder with a file in staging.
   * Leaves nothing behind, whatever the outcome, not even the model's folder.
   *
   * @throws QuernException {@code AUTH} or {@code STORAGE}, when it cannot; {@code MODEL}, when
   *     other things than a model are there
   */
  public void checkWritable() {
    if (newest().isEmpty() && storage.list(model).stream().anyMatch(this::isForeign)) {
      throw new QuernException(
              ErrorCode.MODEL, "'" + name + "' holds other files and is not a Quern model")
          .withHint("Choose a path that does not exist yet.");
    }
    Path existing = storage.nearestExisting(staging);
    try {
      new WriteProbe(storage, staging).run();
    } catch (QuernException e) {
      throw e.getCause() instanceof IOException reason
          ? StorageFailures.cannot("write model", name, reason)
          : e;
    } finally {
      storage.deleteEmptyFolders(staging, existing);
    }
  }

  private boolean isForeign(FileStatus child) {
    return !List.of(versions, staging, tagged).contains(child.getPath());
  }

  /**
   * Begins a version.
   *
   * @param runId letters, digits, {@code . _ -}; not used before at this path
   */
  public BundleStaging stage(String runId) {
    if (!RUN.matcher(runId).matches()) {
      throw new IllegalArgumentException("Invalid run id '" + runId + "'");
    }
    return new BundleStaging(storage, new Path(staging, runId));
  }

  /** The path as the user named it. */
  String name() {
    return name;
  }

  /** The names that versions have. */
  public VersionTags tags() {
    return tags;
  }

  /** What trainings of this model that were cut short have kept. */
  public Checkpoints checkpoints() {
    return new Checkpoints(storage, staging);
  }

  /**
   * Publishes a staged version under the next free number: one rename. Of two commits at a time
   * each gets a number of its own.
   *
   * @param keepVersions false: older versions are removed afterwards, but for those with a tag; one
   *     that cannot be removed stays, and the commit stands
   * @return the version's number
   * @throws QuernException when nothing was published; when it cannot be told ({@code STORAGE},
   *     "Cannot tell whether…"), nothing is cleaned up, not by {@link BundleStaging#discard} either
   */
  public int commit(BundleStaging staged, boolean keepVersions) {
    staged.manifest();
    storage.createFolder(versions);
    int version = publish(staged);
    tidy("the staging of", () -> storage.delete(staged.runFolder()));
    if (!keepVersions) {
      tidy("the older versions of", () -> removeBefore(version));
    }
    return version;
  }

  private void removeBefore(int version) {
    Collection<Integer> kept = tags.all().values();
    numbers()
        .filter(older -> older < version && !kept.contains(older))
        .forEach(
            older ->
                tidy(
                    "version " + older + " of",
                    () -> removal.removeUntagged(older, folder(older))));
  }

  private int publish(BundleStaging staged) {
    for (int version = numbers().max().orElse(0) + 1; ; version++) {
      try {
        if (rename(staged, version) == FolderRename.Outcome.MOVED) {
          return version;
        }
      } catch (IOException e) {
        if (holds(version, staged, e)) {
          return version;
        }
        throw notCommitted(version, staged, e);
      }
    }
  }

  /** Tries again where a drop has taken the versions' folder away since it was created. */
  private FolderRename.Outcome rename(BundleStaging staged, int version) throws IOException {
    try {
      return storage.folders().rename(staged.folder(), folder(version));
    } catch (FileNotFoundException | NoSuchFileException e) {
      if (!storage.exists(staged.folder())) {
        throw e;
      }
      storage.createFolder(versions);
      return storage.folders().rename(staged.folder(), folder(version));
    }
  }

  /** Whether the rename that failed has happened all the same, and only the answer was lost. */
  private boolean holds(int version, BundleStaging staged, IOException failure) {
    try {
      Path manifest = new Path(folder(version), BundleFiles.MANIFEST);
      return new ManifestReader(storage, name).read(manifest, version).equals(staged.manifest());
    } catch (FileNotFoundException e) {
      return false;
    } catch (QuernException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  private QuernException notCommitted(int version, BundleStaging staged, IOException failure) {
    if (storage.folders().isRefusal(failure)) {
      return StorageFailures.cannot("write", folder(version), failure);
    }
    staged.keepForSweep();
    return new QuernException(
            ErrorCode.STORAGE,
            "Cannot tell whether version %d of model '%s' was committed: %s"
                .formatted(version, name, StorageFailures.reason(failure)),
            failure)
        .withHint("Nothing was removed. Look at the model's versions when the storage answers.");
  }

  private void tidy(String what, Runnable work) {
    try {
      work.run();
    } catch (QuernException e) {
      LOG.warn("Cannot remove {} model '{}': {}", what, name, e.getMessage());
    }
  }

  /**
   * Commits a version once more, as the newest: a copy of its files under the next number.
   *
   * @return that number
   * @throws QuernException {@code MODEL}, when there is no such version, or a damaged one
   */
  public int restore(int version) {
    return new VersionCopy(this, open(version)).commit();
  }

  /**
   * Removes a version. Readers that have mapped it or copied it keep what they have.
   *
   * @throws QuernException {@code MODEL}, when there is no such version, when it has a tag, or when
   *     it is the only one
   */
  public void drop(int version) {
    requireVersion(version);
    if (tags.of(version).isEmpty() && versions().equals(List.of(version))) {
      throw new QuernException(
              ErrorCode.MODEL, "Version %d is the only one of model '%s'".formatted(version, name))
          .withHint("DROP MODEL without a version removes the model.");
    }
    removal.removeUntagged(version, folder(version));
    storage.deleteEmptyFolders(staging, model);
  }

  /**
   * @throws QuernException {@code MODEL}, when there is no such version
   */
  void requireVersion(int version) {
    if (!isComplete(version)) {
      throw noVersion(version);
    }
  }

  /**
   * Removes all versions at once, and the checkpoints of trainings that were cut short. Trainings
   * under way go on and may commit a version later.
   *
   * @throws QuernException {@code MODEL}, when there is no model
   */
  public void dropAll() {
    List<CheckpointFolder> kept = checkpoints().list();
    if (newest().isEmpty() && kept.isEmpty()) {
      throw noModel();
    }
    removal.requireNoTags();
    removal.remove(versions);
    removal.remove(tagged);
    kept.forEach(checkpoint -> removal.remove(checkpoint.folder()));
    storage.deleteEmptyFolders(staging, model.getParent());
  }

  /**
   * Removes from staging what nobody has written to for that long: leftovers of runs that crashed.
   *
   * @param age longer than any pause between two writes of a training
   */
  public void sweepStaging(Duration age) {
    Instant oldest = clock.instant().minus(age);
    for (FileStatus run : storage.list(staging)) {
      if (lastWrite(run).isBefore(oldest)) {
        storage.delete(run.getPath());
      }
    }
  }

  private Instant lastWrite(FileStatus run) {
    long files =
        storage.listAll(run.getPath()).stream()
            .mapToLong(FileStatus::getModificationTime)
            .max()
            .orElse(0);
    return Instant.ofEpochMilli(Math.max(files, run.getModificationTime()));
  }
}
