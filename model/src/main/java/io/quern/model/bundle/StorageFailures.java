package io.quern.model.bundle;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.security.AccessControlException;

/** What a user is told when a file system refuses or fails. */
final class StorageFailures {
  private StorageFailures() {}

  /**
   * @param action a verb: read, write, …
   * @param path what it was to be done to
   */
  static QuernException cannot(String action, Object path, IOException cause) {
    if (cause instanceof ClosedByInterruptException || cause instanceof InterruptedIOException) {
      return new QuernException(
          ErrorCode.CANCELLED, "Interrupted: cannot %s '%s'".formatted(action, path), cause);
    }
    boolean denied = isDenied(cause);
    return new QuernException(
        denied ? ErrorCode.AUTH : ErrorCode.STORAGE,
        "Cannot %s '%s': %s".formatted(action, path, denied ? "permission denied" : reason(cause)),
        cause);
  }

  /** The first line of the cause's message. */
  static String reason(IOException cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.lines().findFirst().orElseThrow().strip();
  }

  private static boolean isDenied(IOException cause) {
    // RawLocalFileSystem tells a refusal by FileNotFoundException "<path> (Permission denied)".
    return cause instanceof AccessControlException
        || cause instanceof AccessDeniedException
        || reason(cause).endsWith("(Permission denied)");
  }
}
