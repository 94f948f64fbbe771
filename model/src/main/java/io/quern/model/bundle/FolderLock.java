package io.quern.model.bundle;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A lock file: held by one thread of one process of this host. Freed by the kernel when its process
 * ends.
 */
final class FolderLock implements AutoCloseable {
  private static final long POLL_MILLIS = 20;

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the lock. */
  static FolderLock acquire(Path file) throws IOException {
    FileChannel channel = open(file);
    try {
      while (!tryLock(channel)) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
      return new FolderLock(channel);
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** The lock, or nothing where somebody holds it. */
  static Optional<FolderLock> tryAcquire(Path file) throws IOException {
    FileChannel channel = open(file);
    if (tryLock(channel)) {
      return Optional.of(new FolderLock(channel));
    }
    channel.close();
    return Optional.empty();
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  // A blocking lock() throws where another thread of this process holds the lock, possibly one
  // whose class loader is another and shares no statics; so both kinds of holder are polled for.
  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Frees the lock; the file stays. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
