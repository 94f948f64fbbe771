package io.quern.model.bundle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** rename(2), which is refused when the target is a folder that holds anything. */
final class LocalFolderRename implements FolderRename {
  private static final Logger LOG = LoggerFactory.getLogger(LocalFolderRename.class);

  @Override
  public Outcome rename(Path from, Path to) throws IOException {
    java.nio.file.Path target = Storage.local(to);
    try {
      Files.move(Storage.local(from), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // "Directory not empty" has no exception of its own.
      if (Files.exists(target)) {
        return Outcome.TARGET_EXISTS;
      }
      throw e;
    }
    force(target.getParent());
    return Outcome.MOVED;
  }

  /** The local kernel always answers. */
  @Override
  public boolean isRefusal(IOException failure) {
    return true;
  }

  /** Makes the new name survive a power failure; the rename has happened either way. */
  private static void force(java.nio.file.Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      LOG.debug("Cannot force {} to disk", folder, e);
    }
  }
}
