package io.quern.model.bundle;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of versions on this host's disk, shared by all its processes: a version is copied once,
 * checked, and put in place by a rename. Copies that nobody has opened for a week are removed when
 * another is made; who has mapped their files keeps them. Thread-safe.
 */
final class LocalCopies {
  private static final Logger LOG = LoggerFactory.getLogger(LocalCopies.class);
  private static final Duration UNUSED = Duration.ofDays(7);
  private static final String PART = ".part";
  private static final String LOCK = ".lock";

  private final Path folder;
  private final Clock clock;

  LocalCopies(Path folder, Clock clock) {
    this.folder = folder.toAbsolutePath().normalize();
    this.clock = clock;
  }

  /**
   * The version, read from a local folder: where it lies when that is local, else from a copy.
   *
   * @throws QuernException {@code MODEL}, when a file is damaged; {@code RESOURCE}, when the disk
   *     has not enough room; {@code STORAGE}
   */
  BundleVersion localise(BundleVersion version) {
    if (version.localFolder().isPresent()) {
      version.servingFiles().forEach(entry -> check(version, entry));
      return version;
    }
    Path copy = folder.resolve(identity(version));
    try {
      Files.createDirectories(folder);
      try (FolderLock lock = FolderLock.acquire(lockFile(copy))) {
        if (!Files.exists(copy)) {
          removeUnused();
          copy(version, copy);
        }
        markUsed(copy);
      }
    } catch (IOException e) {
      throw StorageFailures.cannot("write", copy, e);
    }
    BundleVersion local = at(version, copy);
    local.requireSizes(local.servingFiles());
    return local;
  }

  private void markUsed(Path copy) throws IOException {
    Files.setLastModifiedTime(copy, FileTime.from(clock.instant()));
  }

  private static Path lockFile(Path copy) {
    return copy.resolveSibling(copy.getFileName() + LOCK);
  }

  private static BundleVersion at(BundleVersion version, Path copy) {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(copy.toUri());
    Storage storage = Storage.of(path, new Configuration(false));
    return version.in(storage, storage.qualify(path));
  }

  /** Differs wherever the content may: a dropped version's number may be given again. */
  private static String identity(BundleVersion version) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(version.folder().toString().getBytes(StandardCharsets.UTF_8));
      digest.update(BundleJson.write(version.manifest()));
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void copy(BundleVersion version, Path target) throws IOException {
    requireRoom(version);
    Path part = target.resolveSibling(target.getFileName() + PART);
    removeTree(part);
    try {
      for (FileEntry entry : version.servingFiles()) {
        Path file = part.resolve(entry.name());
        Files.createDirectories(file.getParent());
        try (InputStream in = version.open(entry);
            OutputStream out = Files.newOutputStream(file)) {
          transfer(version, entry, in, out);
        }
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      removeTree(part);
    }
  }

  private void requireRoom(BundleVersion version) throws IOException {
    long needed = version.servingFiles().stream().mapToLong(FileEntry::size).sum();
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < needed) {
      throw new QuernException(
          ErrorCode.RESOURCE,
          "Model '%s' version %d needs %,d bytes in '%s', %,d are free"
              .formatted(version.model(), version.version(), needed, folder, free));
    }
  }

  private static void check(BundleVersion version, FileEntry entry) {
    try (InputStream in = version.open(entry)) {
      transfer(version, entry, in, OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw StorageFailures.cannot("read", version.file(entry), e);
    }
  }

  private static void transfer(
      BundleVersion version, FileEntry entry, InputStream in, OutputStream out) throws IOException {
    CRC32C checksum = new CRC32C();
    byte[] buffer = new byte[1 << 18];
    long size = 0;
    for (int length; (length = read(version, entry, in, buffer)) >= 0; size += length) {
      checksum.update(buffer, 0, length);
      out.write(buffer, 0, length);
    }
    version.requireSize(entry, Optional.of(size));
    version.requireChecksum(entry, checksum);
  }

  private static int read(BundleVersion version, FileEntry entry, InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw StorageFailures.cannot("read", version.file(entry), e);
    }
  }

  private void removeUnused() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      for (Path copy : children.filter(Files::isDirectory).toList()) {
        removeIfUnused(copy);
      }
    }
  }

  private void removeIfUnused(Path copy) throws IOException {
    Optional<FolderLock> lock = FolderLock.tryAcquire(lockFile(copy));
    if (lock.isEmpty()) {
      return;
    }
    try (FolderLock held = lock.get()) {
      Instant oldest = clock.instant().minus(UNUSED);
      if (Files.getLastModifiedTime(copy).toInstant().isBefore(oldest)) {
        removeTree(copy);
      }
    }
  }

  private static void removeTree(Path root) {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      List<Path> bottomUp = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : bottomUp) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("Cannot remove '{}': {}", root, e.toString());
    }
  }
}
