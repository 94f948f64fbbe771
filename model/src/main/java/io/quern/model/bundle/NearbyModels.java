package io.quern.model.bundle;

import static java.util.Objects.requireNonNull;

import io.quern.api.NearestName;
import io.quern.api.QuernException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** What was probably meant by a path where no model is: one beside it, or one in it. */
final class NearbyModels {
  private static final int TOLD = 5;

  /** Folders that are looked into; each is a question to the file system. */
  private static final int MOST = 100;

  private final Storage storage;
  private final Path path;
  private final String name;

  /**
   * @param name the path as the user wrote it
   */
  NearbyModels(Storage storage, Path path, String name) {
    this.storage = requireNonNull(storage, "storage is null");
    this.path = requireNonNull(path, "path is null");
    this.name = requireNonNull(name, "name is null");
  }

  /** Models in the folder, else the one beside it whose name is nearest; empty for neither. */
  Optional<String> hint() {
    try {
      List<String> inside =
          folders(path).stream().limit(MOST).filter(child -> isModel(path, child)).toList();
      return inside.isEmpty() ? beside() : Optional.of(told(inside));
    } catch (QuernException e) {
      return Optional.empty(); // who may not list the folder gets no hint
    }
  }

  private String told(List<String> inside) {
    String list =
        inside.stream()
            .limit(TOLD)
            .map(model -> "'" + name + "/" + model + "'")
            .collect(Collectors.joining(", "));
    return "It holds models: " + list + (inside.size() > TOLD ? ", …" : "");
  }

  private Optional<String> beside() {
    Path parent = path.getParent();
    if (parent == null) {
      return Optional.empty();
    }
    List<String> others =
        folders(parent).stream().filter(folder -> !folder.equals(path.getName())).toList();
    return NearestName.of(path.getName(), others)
        .filter(nearest -> isModel(parent, nearest))
        .map(nearest -> "Did you mean '" + before(name) + nearest + "'?");
  }

  /** All of the path but its last name. */
  private static String before(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private List<String> folders(Path folder) {
    return storage.list(folder).stream()
        .filter(FileStatus::isDirectory)
        .map(status -> status.getPath().getName())
        .sorted()
        .toList();
  }

  private boolean isModel(Path folder, String child) {
    return storage.exists(new Path(new Path(folder, child), "versions"));
  }
}
