package io.quern.cli;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.planner.script.ScriptText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where the statements come from: {@code -e}, {@code -f} or standard input. */
final class ScriptSource {
  private ScriptSource() {}

  /**
   * Reads all of it.
   *
   * @throws QuernException where it cannot be read or is not UTF-8
   */
  static ScriptText read(CliOptions options, InputStream standardInput) {
    if (options.statements().isPresent()) {
      return new ScriptText("-e", options.statements().get());
    }
    String name = options.file().map(Path::toString).orElse("standard input");
    try {
      return new ScriptText(name, decode(bytes(options, standardInput)));
    } catch (NoSuchFileException e) {
      throw new QuernException(ErrorCode.STORAGE, "File '" + name + "' does not exist", e);
    } catch (CharacterCodingException e) {
      throw new QuernException(ErrorCode.PARSE, "'" + name + "' is not valid UTF-8", e);
    } catch (IOException e) {
      throw new QuernException(
          ErrorCode.STORAGE, "Cannot read '" + name + "': " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(CliOptions options, InputStream standardInput) throws IOException {
    return options.file().isPresent()
        ? Files.readAllBytes(options.file().get())
        : standardInput.readAllBytes();
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
