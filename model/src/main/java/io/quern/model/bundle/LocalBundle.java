package io.quern.model.bundle;

import io.quern.api.QuernException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A version whose files lie on a local disk, checked. Thread-safe. */
public final class LocalBundle {
  private final BundleVersion version;

  private LocalBundle(BundleVersion version) {
    this.version = version;
  }

  /**
   * The version where it lies, when that is local; else a copy, made once per host and shared by
   * its processes.
   *
   * @param cache folder of the copies
   * @throws QuernException {@code MODEL}, when a file is damaged; {@code RESOURCE}, when the copy
   *     needs more room than there is; {@code STORAGE}
   */
  public static LocalBundle of(BundleVersion version, Path cache) {
    LocalCopies copies = new LocalCopies(cache, Clock.systemUTC());
    return new LocalBundle(copies.localise(version));
  }

  /** The version, reading from {@link #folder()}. */
  public BundleVersion version() {
    return version;
  }

  public Path folder() {
    return version.localFolder().orElseThrow();
  }

  /**
   * Maps the sparse rows.
   *
   * @param widths of the rows, each once
   * @return a table for each width, in that order
   */
  public List<SparseTable> openSparseTables(List<Integer> widths) {
    return SparseTable.open(version, folder(), widths);
  }
}
