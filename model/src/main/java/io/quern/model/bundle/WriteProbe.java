package io.quern.model.bundle;

import io.quern.api.QuernException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.hadoop.fs.Path;

/** Tries what a commit does: a file in a new folder, then a rename of the folder. */
final class WriteProbe {
  private final Storage storage;
  private final Path before;
  private final Path after;

  /**
   * @param folder to try it in; created where needed
   */
  WriteProbe(Storage storage, Path folder) {
    this.storage = storage;
    String name = "probe-" + UUID.randomUUID();
    this.before = new Path(folder, name);
    this.after = new Path(folder, name + "-renamed");
  }

  /**
   * Leaves nothing of its own behind.
   *
   * @throws QuernException that names a file of the probe; its cause is what the file system said
   */
  void run() {
    Path file = new Path(before, "probe");
    try {
      storage.createFolder(before);
      try (OutputStream out = storage.create(file)) {
        out.write(0);
      }
      storage.folders().rename(before, after);
    } catch (IOException e) {
      throw storage.cannotWrite(file, e);
    } finally {
      storage.delete(before);
      storage.delete(after);
    }
  }
}
