package io.quern.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Copies of a good model that have come to harm, and a folder that never was one. */
final class DamagedModels {
  private DamagedModels() {}

  /** Makes {@code truncated}, {@code garbled}, {@code newer} and {@code foreign} in a folder. */
  static void of(Path model, Path folder) throws IOException {
    Path shard = file(copy(model, folder.resolve("truncated")), "shard-00000.rows");
    try (FileChannel channel = FileChannel.open(shard, StandardOpenOption.WRITE)) {
      channel.truncate(100);
    }
    Files.writeString(file(copy(model, folder.resolve("garbled")), "manifest.json"), "{\"format");
    Path newer = file(copy(model, folder.resolve("newer")), "manifest.json");
    Files.writeString(
        newer,
        Files.readString(newer)
            .replaceFirst("\"formatVersion\"\\s*:\\s*1", "\"formatVersion\":99"));
    Files.createDirectories(folder.resolve("foreign"));
    Files.writeString(folder.resolve("foreign/saved_model.pb"), "not ours");
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      List<Path> paths = tree.toList();
      for (Path path : paths) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    }
    return to;
  }

  private static Path file(Path folder, String name) {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(path -> path.endsWith(name)).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
