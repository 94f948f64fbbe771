package io.quern.model.bundle;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;

/**
 * {@code FileContext.rename} without OVERWRITE: one operation of the NameNode, refused when the
 * target exists.
 */
final class HadoopFolderRename implements FolderRename {
  private final URI fileSystem;
  private final Configuration conf;

  HadoopFolderRename(URI fileSystem, Configuration conf) {
    this.fileSystem = fileSystem;
    this.conf = conf;
  }

  @Override
  public Outcome rename(Path from, Path to) throws IOException {
    try {
      FileContext.getFileContext(fileSystem, conf).rename(from, to);
      return Outcome.MOVED;
    } catch (FileAlreadyExistsException e) {
      return Outcome.TARGET_EXISTS;
    }
  }

  @Override
  public boolean isRefusal(IOException failure) {
    return failure instanceof AccessControlException
        || failure instanceof FileNotFoundException
        || failure instanceof ParentNotDirectoryException
        || failure instanceof UnsupportedFileSystemException;
  }
}
