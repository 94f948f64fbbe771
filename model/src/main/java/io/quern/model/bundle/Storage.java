package io.quern.model.bundle;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Shell;

/**
 * The file system of a model, with failures told as users read them: {@code AUTH} for a refusal,
 * {@code STORAGE} otherwise. Thread-safe.
 */
final class Storage {
  private static final int CREATING_ATTEMPTS = 5;

  /** What folders are created with; empty where the local file system knows no such thing. */
  private static final Optional<FileAttribute<Set<PosixFilePermission>>> OWNER_ONLY =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? Optional.of(
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
          : Optional.empty();

  private final FileSystem files;
  private final FolderRename folderRename;

  Storage(FileSystem files, FolderRename folderRename) {
    this.files = files;
    this.folderRename = folderRename;
  }

  /** The storage that holds {@code path}. */
  static Storage of(Path path, Configuration conf) {
    try {
      FileSystem files = path.getFileSystem(conf);
      // Without the .crc files beside ours: the manifest has checksums, and shards are mapped.
      FileSystem raw = files instanceof ChecksumFileSystem c ? c.getRawFileSystem() : files;
      FolderRename rename =
          isLocal(raw) ? new LocalFolderRename() : new HadoopFolderRename(raw.getUri(), conf);
      return new Storage(raw, rename);
    } catch (IllegalArgumentException e) {
      // How Hadoop tells an unknown host.
      throw StorageFailures.cannot("reach", path, new IOException(e.getMessage(), e));
    } catch (IOException e) {
      throw StorageFailures.cannot("reach", path, e);
    }
  }

  private static boolean isLocal(FileSystem files) {
    return "file".equals(files.getUri().getScheme());
  }

  boolean isLocal() {
    return isLocal(files);
  }

  /** A path of the local file system as the JDK knows it. */
  static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  /** The path with scheme, authority and working directory. */
  Path qualify(Path path) {
    return files.makeQualified(path);
  }

  Optional<FileStatus> status(Path path) {
    try {
      return Optional.of(files.getFileStatus(path));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StorageFailures.cannot("read", path, e);
    }
  }

  boolean exists(Path path) {
    return status(path).isPresent();
  }

  /** What is directly in a folder; nothing when there is no such folder. */
  List<FileStatus> list(Path folder) {
    try {
      return List.of(files.listStatus(folder));
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw StorageFailures.cannot("read", folder, e);
    }
  }

  /** All files in a folder and its folders; nothing when there is no such folder. */
  List<FileStatus> listAll(Path folder) {
    // FileSystem.listFiles would fork a process per file of the local file system, for permissions.
    List<FileStatus> found = new ArrayList<>();
    for (FileStatus child : list(folder)) {
      if (child.isDirectory()) {
        found.addAll(listAll(child.getPath()));
      } else {
        found.add(child);
      }
    }
    return found;
  }

  /** Creates a folder, and those above it, where they are not there yet. */
  void createFolder(Path folder) {
    for (int attempt = 1; ; attempt++) {
      try {
        if (!files.mkdirs(folder)) {
          throw refusedFolder(folder);
        }
        return;
      } catch (Shell.ExitCodeException e) {
        // A local folder is made, then chmod: others may have removed it as an empty one between.
        if (attempt == CREATING_ATTEMPTS) {
          throw StorageFailures.cannot("create folder", folder, e);
        }
      } catch (IOException e) {
        throw StorageFailures.cannot("create folder", folder, e);
      }
    }
  }

  /** Likewise; one that is new only its owner may read. */
  void createPrivateFolder(Path folder) {
    if (exists(folder)) {
      return;
    }
    createFolder(folder.getParent());
    try {
      if (isLocal() && OWNER_ONLY.isPresent()) {
        Files.createDirectory(local(folder), OWNER_ONLY.get());
      } else if (!files.mkdirs(folder, new FsPermission("700"))) {
        throw refusedFolder(folder);
      }
    } catch (FileAlreadyExistsException e) {
      // Someone else was faster.
    } catch (IOException e) {
      throw StorageFailures.cannot("create folder", folder, e);
    }
  }

  private IOException refusedFolder(Path folder) {
    boolean denied = isLocal() && !Files.isWritable(local(nearestExisting(folder)));
    return denied
        ? new AccessDeniedException(folder.toString())
        : new IOException("The file system refused");
  }

  /** The folder itself, or the nearest one above it that exists. */
  Path nearestExisting(Path folder) {
    Path nearest = folder;
    while (nearest.getParent() != null && !exists(nearest)) {
      nearest = nearest.getParent();
    }
    return nearest;
  }

  /** A new or emptied file. */
  FSDataOutputStream create(Path file) {
    try {
      return files.create(file, true);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  FSDataInputStream open(Path file) throws FileNotFoundException {
    try {
      return files.open(file);
    } catch (FileNotFoundException e) {
      throw e;
    } catch (IOException e) {
      throw StorageFailures.cannot("read", file, e);
    }
  }

  /** Removes a file, or a folder with all it holds, where it is there. */
  void delete(Path path) {
    try {
      if (!files.delete(path, true) && exists(path)) {
        throw new IOException("The file system refused");
      }
    } catch (FileNotFoundException e) {
      // Someone else was faster.
    } catch (IOException e) {
      throw StorageFailures.cannot("remove", path, e);
    }
  }

  /** Removes a folder unless it holds something. */
  void deleteIfEmpty(Path folder) {
    try {
      if (files.listStatus(folder).length == 0) {
        files.delete(folder, false);
      }
    } catch (FileNotFoundException e) {
      // Someone else was faster.
    } catch (IOException e) {
      if (list(folder).isEmpty()) {
        throw StorageFailures.cannot("remove", folder, e);
      }
    }
  }

  /** Removes {@code folder} and those above it, as far as they are empty, below {@code top}. */
  void deleteEmptyFolders(Path folder, Path top) {
    for (Path path = folder; !path.equals(top); path = path.getParent()) {
      deleteIfEmpty(path);
    }
  }

  /** Moves a file to a name that is not taken, in a folder of the caller's own. */
  void renameFile(Path from, Path to) {
    try {
      if (!files.rename(from, to)) {
        throw new IOException("It cannot be renamed to '" + to.getName() + "'");
      }
    } catch (IOException e) {
      throw cannotWrite(from, e);
    }
  }

  FolderRename folders() {
    return folderRename;
  }

  /** The failure to write a file; tells the free space when it was for want of it. */
  QuernException cannotWrite(Path file, IOException cause) {
    QuernException failure = StorageFailures.cannot("write", file, cause);
    if (failure.code() != ErrorCode.STORAGE || !cause.toString().contains("No space left")) {
      return failure;
    }
    try {
      return failure.withHint("%,d bytes are free.".formatted(files.getStatus().getRemaining()));
    } catch (IOException e) {
      failure.addSuppressed(e);
      return failure;
    }
  }
}
