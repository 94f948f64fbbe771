package io.quern.model.bundle;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * A file of a version as the manifest lists it.
 *
 * @param name relative to the version's folder, with {@code /} between folders; never leads out of
 *     it
 * @param size bytes
 * @param crc32c of all bytes (Castagnoli); eight hexadecimal digits in the manifest
 */
public record FileEntry(
    String name,
    long size,
    @JsonSerialize(using = HexadecimalJson.Writer.class)
        @JsonDeserialize(using = HexadecimalJson.Reader.class)
        int crc32c)
    implements Serializable {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._~-]*(/[A-Za-z0-9_][A-Za-z0-9._~-]*)*");

  public FileEntry {
    requireNonNull(name, "name is null");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Invalid file name '" + name + "'");
    }
    if (size < 0) {
      throw new IllegalArgumentException("Invalid size of '" + name + "': " + size);
    }
  }

  FileEntry renamed(String newName) {
    return new FileEntry(newName, size, crc32c);
  }
}
