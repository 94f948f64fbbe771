package io.quern.model.bundle;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * A folder of small JSON files that are replaced at once: whoever reads sees the old content or the
 * new, never a part of it. On {@code file:} and HDFS by one rename; on stores without an atomic
 * rename a reader may miss a file for the moment of its replacement. Works as the user whose thread
 * made it. Thread-safe.
 *
 * <p>Failures are {@link QuernException}s: {@code AUTH} or {@code STORAGE}.
 */
public final class SmallFiles {
  private static final String UNFINISHED = "_unfinished-";

  private final Storage storage;
  private final Path folder;
  private final Optional<FileContext> remote;

  private SmallFiles(Storage storage, Path folder, Optional<FileContext> remote) {
    this.storage = storage;
    this.folder = folder;
    this.remote = remote;
  }

  /**
   * A file of the folder.
   *
   * @param written by the file system's clock
   */
  public record Entry(String name, Instant written) {
    public Entry {
      requireNonNull(name, "name is null");
      requireNonNull(written, "written is null");
    }
  }

  /** The files of a folder, which is made, for its owner alone, with the first of them. */
  public static SmallFiles in(Path folder, Configuration conf) {
    Storage storage = Storage.of(folder, conf);
    Path qualified = storage.qualify(folder);
    try {
      return new SmallFiles(
          storage,
          qualified,
          storage.isLocal()
              ? Optional.empty()
              : Optional.of(FileContext.getFileContext(qualified.toUri(), conf)));
    } catch (IOException e) {
      throw StorageFailures.cannot("reach", folder, e);
    }
  }

  public Path folder() {
    return folder;
  }

  /** Those that are there, those being written too; none where there is no folder. */
  public List<Entry> list() {
    return storage.list(folder).stream()
        .filter(FileStatus::isFile)
        .map(
            file ->
                new Entry(
                    file.getPath().getName(), Instant.ofEpochMilli(file.getModificationTime())))
        .toList();
  }

  /**
   * What a file holds; empty where it is not there.
   *
   * @throws QuernException {@code STORAGE} also where it is no such JSON
   */
  public <T> Optional<T> read(String name, Class<T> type) {
    Path file = new Path(folder, name);
    try (FSDataInputStream in = storage.open(file)) {
      return Optional.of(BundleJson.read(in.readAllBytes(), type));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new QuernException(
          ErrorCode.STORAGE, "File '%s' is damaged: %s".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw StorageFailures.cannot("read", file, e);
    }
  }

  /**
   * Makes a file hold {@code value}, whether it was there or not.
   *
   * @param value a record of Jackson's plain types and {@link Instant}s
   */
  public void write(String name, Object value) {
    storage.createPrivateFolder(folder);
    String unfinished = UNFINISHED + UUID.randomUUID();
    Path from = new Path(folder, unfinished);
    boolean written = false;
    try (StagedOutput out = new StagedOutput(storage, folder, unfinished, entry -> {})) {
      byte[] json = BundleJson.write(value);
      out.write(json, 0, json.length);
      out.close();
      replace(from, new Path(folder, name));
      written = true;
    } catch (IOException e) {
      throw storage.cannotWrite(new Path(folder, name), e);
    } finally {
      if (!written) {
        storage.delete(from);
      }
    }
  }

  private void replace(Path from, Path to) throws IOException {
    if (remote.isPresent()) {
      remote.get().rename(from, to, Options.Rename.OVERWRITE);
    } else {
      Files.move(Storage.local(from), Storage.local(to), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Removes a file where it is there. */
  public void remove(String name) {
    storage.delete(new Path(folder, name));
  }
}
