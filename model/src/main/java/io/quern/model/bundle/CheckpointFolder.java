package io.quern.model.bundle;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Where the checkpoint of a run lies; not read yet. Immutable. */
public final class CheckpointFolder {
  private static final String UNFINISHED = ".part";
  private static final Pattern NAME = Pattern.compile("checkpoint-([1-9][0-9]{0,8})(\\.part)?");
  private static final int LIMIT_BYTES = 256 << 20;

  private final Storage storage;
  private final Path runFolder;
  private final int epoch;
  private final Instant written;

  private CheckpointFolder(Storage storage, Path runFolder, int epoch, Instant written) {
    this.storage = storage;
    this.runFolder = runFolder;
    this.epoch = epoch;
    this.written = requireNonNull(written, "written is null");
  }

  static Path of(Path runFolder, int epoch) {
    return new Path(runFolder, "checkpoint-" + epoch);
  }

  static Path unfinished(Path runFolder, int epoch) {
    return of(runFolder, epoch).suffix(UNFINISHED);
  }

  /**
   * The latest checkpoint of a run; empty where it has none, and where its version is published
   * already: what the checkpoint was kept for is reached then.
   */
  static Optional<CheckpointFolder> latest(Storage storage, Path runFolder) {
    return storage.list(runFolder).stream()
        .filter(child -> epoch(child) > 0)
        .max(Comparator.comparingInt(CheckpointFolder::epoch))
        .filter(child -> storage.exists(BundleStaging.in(runFolder)))
        .map(child -> new CheckpointFolder(storage, runFolder, epoch(child), time(child)));
  }

  /** The epoch of a finished checkpoint's folder; 0 for anything else. */
  private static int epoch(FileStatus child) {
    Matcher name = NAME.matcher(child.getPath().getName());
    return name.matches() && name.group(2) == null ? Integer.parseInt(name.group(1)) : 0;
  }

  private static Instant time(FileStatus child) {
    return Instant.ofEpochMilli(child.getModificationTime());
  }

  /** Removes all checkpoints of a run but one, finished or not. */
  static void tidy(Storage storage, Path runFolder, int kept) {
    for (FileStatus child : storage.list(runFolder)) {
      if (NAME.matcher(child.getPath().getName()).matches() && epoch(child) != kept) {
        storage.delete(child.getPath());
      }
    }
  }

  /** The epoch that it is behind. */
  public int epoch() {
    return epoch;
  }

  /** When it was finished. */
  public Instant written() {
    return written;
  }

  /** The folder of the run that wrote it, fully qualified. */
  public Path runFolder() {
    return runFolder;
  }

  /** The checkpoint's own folder, within {@link #runFolder}. */
  Path folder() {
    return of(runFolder, epoch);
  }

  Storage storage() {
    return storage;
  }

  /** The same in another folder, to which the run's was moved. */
  CheckpointFolder movedTo(Path otherRunFolder) {
    return new CheckpointFolder(storage, otherRunFolder, epoch, written);
  }

  /**
   * Reads what it says, and checks that every file is there with its size.
   *
   * @throws QuernException {@code MODEL}, when it is damaged, of a later format, or has gone
   */
  public SavedCheckpoint open() {
    SavedCheckpoint opened = new SavedCheckpoint(this, document());
    opened.requireSizes();
    return opened;
  }

  private CheckpointDocument document() {
    Path file = new Path(folder(), BundleFiles.CHECKPOINT);
    try (InputStream in = storage.open(file)) {
      byte[] json = in.readNBytes(LIMIT_BYTES);
      JsonNode tree = BundleJson.tree(json);
      if (!CheckpointDocument.FORMAT.equals(tree.path("format").asText())
          || tree.path("formatVersion").asInt() != CheckpointDocument.FORMAT_VERSION) {
        throw damaged("it has another format");
      }
      return BundleJson.read(json, CheckpointDocument.class);
    } catch (FileNotFoundException e) {
      throw damaged("'%s' is missing".formatted(BundleFiles.CHECKPOINT));
    } catch (JsonProcessingException e) {
      throw damaged("'%s' cannot be read".formatted(BundleFiles.CHECKPOINT));
    } catch (IOException e) {
      throw StorageFailures.cannot("read", file, e);
    }
  }

  QuernException damaged(String how) {
    return new QuernException(
        ErrorCode.MODEL, "Checkpoint '%s' is damaged: %s".formatted(folder(), how));
  }

  void requireSizes(Path base, List<FileEntry> files) {
    for (FileEntry file : files) {
      long size = storage.status(new Path(base, file.name())).map(FileStatus::getLen).orElse(-1L);
      if (size < 0) {
        throw damaged("'%s' is missing".formatted(file.name()));
      }
      if (size != file.size()) {
        throw damaged("'%s' has %d bytes, not %d".formatted(file.name(), size, file.size()));
      }
    }
  }
}
