package io.quern.model.bundle;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * Moves a folder to a name that is not taken, atomically: others see it at the old name or at the
 * new, whole. {@code FileSystem.rename} will not do: on HDFS it moves a folder <em>into</em> an
 * existing one and returns true, on {@code file:} it falls back to copying.
 */
interface FolderRename {
  /** How a rename ended. */
  enum Outcome {
    MOVED,
    TARGET_EXISTS
  }

  /**
   * @throws IOException when it failed, or when it may have happened and the answer was lost
   */
  Outcome rename(Path from, Path to) throws IOException;

  /** Whether that failure was the file system's refusal, so that nothing has moved nor will. */
  boolean isRefusal(IOException failure);
}
