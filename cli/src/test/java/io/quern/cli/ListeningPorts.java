package io.quern.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The TCP ports that this process listens on, by Linux's {@code /proc}. */
final class ListeningPorts {
  private static final String LISTENING = "0A";

  private ListeningPorts() {}

  /** As hexadecimal {@code address:port}; empty where there is no {@code /proc}. */
  static Set<String> ofThisProcess() {
    Set<String> ports = new TreeSet<>();
    Set<String> sockets = sockets();
    for (String table : new String[] {"/proc/self/net/tcp", "/proc/self/net/tcp6"}) {
      if (Files.isReadable(Path.of(table))) {
        lines(Path.of(table)).stream()
            .map(line -> line.strip().split("\\s+"))
            .filter(fields -> fields.length > 9 && fields[3].equals(LISTENING))
            .filter(fields -> sockets.contains("socket:[" + fields[9] + "]"))
            .forEach(fields -> ports.add(fields[1]));
      }
    }
    return ports;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> sockets() {
    Set<String> sockets = new HashSet<>();
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return sockets;
    }
    try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : open) {
        try {
          sockets.add(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException closedMeanwhile) {
          continue;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sockets;
  }
}
