package io.quern.cli.repl;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * What was typed, kept over the ends of prompts in a file that its owner alone can read. Statements
 * with secrets are not kept at all.
 */
final class PrivateHistory extends DefaultHistory {
  @Override
  public void add(Instant time, String line) {
    if (!Secrets.isIn(line)) {
      super.add(time, line);
    }
  }

  /**
   * Where it is kept: {@code $QUERN_HISTORY}, else {@code quern/history} of the folder for state
   * ({@code $XDG_STATE_HOME}, {@code ~/.local/state}). Empty where that cannot be written, or where
   * the variable is set to nothing.
   */
  static Optional<Path> file(Map<String, String> environment, Path home) {
    String given = environment.get("QUERN_HISTORY");
    if (given != null) {
      return given.isEmpty() ? Optional.empty() : writable(Path.of(given));
    }
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    Path folder = state.isEmpty() ? home.resolve(".local").resolve("state") : Path.of(state);
    return writable(folder.resolve("quern").resolve("history"));
  }

  private static Optional<Path> writable(Path file) {
    Path absolute = file.toAbsolutePath();
    try {
      Files.createDirectories(absolute.getParent());
      Files.createFile(
          absolute,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      // from an earlier prompt
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
    return Files.isWritable(absolute) ? Optional.of(absolute) : Optional.empty();
  }
}
