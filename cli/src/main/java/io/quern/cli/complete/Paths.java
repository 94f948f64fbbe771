package io.quern.cli.complete;

import io.quern.cli.complete.Proposal.Group;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Files and folders of this machine. Those of a cluster are too far away to wait for at a key. */
public final class Paths {
  /** More than this nobody looks through. */
  private static final int MOST = 200;

  private Paths() {}

  /**
   * What goes on from a path.
   *
   * @param typed the path so far
   * @param quote that stands around it; empty for none
   */
  public static Stream<Proposal> below(String typed, String quote) {
    int slash = typed.lastIndexOf('/') + 1;
    String folder = typed.substring(0, slash);
    return entries(folder).stream()
        .map(
            path -> {
              String name = folder + path.getFileName();
              return Files.isDirectory(path)
                  ? Proposal.beginning(Group.PATH, quote + name + "/", "")
                  : Proposal.of(Group.PATH, quote + name + quote);
            });
  }

  /**
   * Where a model is due: models, and folders that may hold some or become one; no files, and
   * nothing of what a model consists of.
   *
   * @param typed the path so far
   * @param quote that stands around it; empty for none
   */
  public static Stream<Proposal> models(String typed, String quote) {
    int slash = typed.lastIndexOf('/') + 1;
    String folder = typed.substring(0, slash);
    if (isModel(Path.of(folder))) {
      return Stream.empty();
    }
    return entries(folder).stream()
        .filter(Files::isDirectory)
        .map(
            path -> {
              String name = folder + path.getFileName();
              return isModel(path)
                  ? Proposal.of(Group.PATH, quote + name + quote, "a model")
                  : Proposal.beginning(Group.PATH, quote + name + "/", "");
            });
  }

  /** Whether versions of a model are there. */
  private static boolean isModel(Path folder) {
    return !folder.toString().isEmpty() && Files.isDirectory(folder.resolve("versions"));
  }

  private static List<Path> entries(String folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(Path.of(folder), Paths::isShown)) {
      for (Path entry : listed) {
        entries.add(entry);
        if (entries.size() == MOST) {
          break;
        }
      }
    } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
      return List.of(); // not a folder of this machine
    }
    entries.sort(null);
    return entries;
  }

  private static boolean isShown(Path path) {
    return !String.valueOf(path.getFileName()).startsWith(".");
  }
}
