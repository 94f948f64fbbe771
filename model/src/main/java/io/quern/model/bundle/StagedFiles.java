package io.quern.model.bundle;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Writes files of a staged version from another process than the one that commits it. Every attempt
 * writes under a name of its own, so that a task and its retry never write one file; {@link
 * BundleStaging#addFile} gives the plain name to the one that is taken. Thread-safe.
 */
public final class StagedFiles {
  /** Between the plain name and the attempt's. */
  private static final String ATTEMPT = ".~";

  private final Storage storage;
  private final Path folder;

  /**
   * @param folder {@link BundleStaging#folder()}
   */
  public StagedFiles(Path folder, Configuration conf) {
    this.storage = Storage.of(folder, conf);
    this.folder = storage.qualify(folder);
  }

  /**
   * A new file. Close it, then hand {@link StagedOutput#entry()} to {@link BundleStaging#addFile}.
   *
   * @param name relative, as in {@link BundleFiles}
   */
  public StagedOutput create(String name) {
    String attempt = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    return new StagedOutput(storage, folder, name + ATTEMPT + attempt, entry -> {});
  }

  /** The name without that of an attempt. */
  static String plainName(String name) {
    int attempt = name.lastIndexOf(ATTEMPT);
    return attempt < 0 ? name : name.substring(0, attempt);
  }
}
