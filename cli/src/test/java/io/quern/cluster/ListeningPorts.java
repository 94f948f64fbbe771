package io.quern.cluster;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The TCP ports that a process listens on, as Linux tells. */
final class ListeningPorts {
  private static final String LISTENING = "0A";
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private ListeningPorts() {}

  static Set<Integer> of(ProcessHandle process) {
    Set<String> sockets = sockets(process);
    return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
        .flatMap(ListeningPorts::connections)
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields[STATE].equals(LISTENING) && sockets.contains(fields[INODE]))
        .map(fields -> fields[ADDRESS].split(":")[1])
        .map(port -> Integer.valueOf(port, 16))
        .collect(toCollection(TreeSet::new));
  }

  private static Stream<String> connections(String table) {
    try {
      return Files.readAllLines(Path.of(table)).stream().skip(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> sockets(ProcessHandle process) {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/%d/fd".formatted(process.pid())))) {
      files.forEach(file -> addSocket(file, inodes));
    } catch (NoSuchFileException e) {
      return Set.of(); // has ended
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return inodes;
  }

  private static void addSocket(Path file, Set<String> inodes) {
    try {
      String target = Files.readSymbolicLink(file).toString();
      if (target.startsWith("socket:[")) {
        inodes.add(target.substring("socket:[".length(), target.length() - 1));
      }
    } catch (IOException e) {
      // closed since it was listed
    }
  }
}
