package io.quern.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileUtil;

/** Temporary folders of a benchmark. */
public final class Folders {
  private Folders() {}

  public static void delete(Path folder) throws IOException {
    if (!FileUtil.fullyDelete(folder.toFile())) {
      throw new IOException("Cannot delete " + folder);
    }
  }
}
