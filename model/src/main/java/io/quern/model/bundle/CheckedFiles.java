package io.quern.model.bundle;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Files in a folder, with size and checksum, to be read by another process than the one that listed
 * them. Immutable.
 *
 * @param owner whose files they are, for messages
 * @param folder fully qualified
 */
public record CheckedFiles(String owner, String folder, List<FileEntry> files)
    implements Serializable {
  private static final int BUFFER_BYTES = 1 << 17;

  public CheckedFiles {
    requireNonNull(owner, "owner is null");
    requireNonNull(folder, "folder is null");
    files = List.copyOf(files);
  }

  /** Files of a version. */
  public static CheckedFiles of(BundleVersion version, List<FileEntry> files) {
    String owner = "model '%s' version %d".formatted(version.model(), version.version());
    return new CheckedFiles(owner, version.folder().toString(), files);
  }

  /** Takes one file in. */
  @FunctionalInterface
  public interface Reader {
    void read(InputStream content) throws IOException;
  }

  /**
   * Reads all files, in their order. Sizes and checksums are checked behind the last byte: what the
   * reader has taken in is not to be used when this fails.
   *
   * @param reader reads each to its end
   * @throws QuernException {@code MODEL}, when a file is missing or damaged; {@code STORAGE}
   */
  public void readAll(Configuration conf, Reader reader) {
    readAll(Storage.of(new Path(folder), conf), reader);
  }

  void readAll(Storage storage, Reader reader) {
    Path base = new Path(folder);
    for (FileEntry entry : files) {
      Path path = new Path(base, entry.name());
      try (InputStream in = storage.open(path)) {
        read(entry, in, reader);
      } catch (FileNotFoundException e) {
        throw damaged(entry, "it is missing");
      } catch (EOFException | InvalidShardException e) {
        throw damaged(entry, e.getMessage());
      } catch (IOException e) {
        throw StorageFailures.cannot("read", path, e);
      }
    }
  }

  private void read(FileEntry entry, InputStream in, Reader reader) throws IOException {
    CheckedInputStream checked =
        new CheckedInputStream(new BufferedInputStream(in, BUFFER_BYTES), new CRC32C());
    reader.read(checked);
    checked.transferTo(OutputStream.nullOutputStream());
    int found = (int) checked.getChecksum().getValue();
    if (found != entry.crc32c()) {
      throw damaged(
          entry,
          "checksum %s found, %s expected"
              .formatted(HexadecimalJson.print(found), HexadecimalJson.print(entry.crc32c())));
    }
  }

  private QuernException damaged(FileEntry entry, String how) {
    return new QuernException(
        ErrorCode.MODEL, "File '%s' of %s is damaged: %s".formatted(entry.name(), owner, how));
  }
}
