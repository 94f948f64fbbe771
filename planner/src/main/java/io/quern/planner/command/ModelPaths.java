package io.quern.planner.command;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.bundle.ModelRepository;
import io.quern.parser.tree.PlacedText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.classic.SparkSession;

/**
 * The paths of models as statements write them. They resolve like any Hadoop path; writing is
 * limited to the roots of setting {@code spark.quern.model.roots} where an operator has given any.
 * The setting is the application's: {@code SET} does not reach it.
 */
public final class ModelPaths {
  /** Folders below which models may be written, separated by commas. */
  public static final String ROOTS = "spark.quern.model.roots";

  private final Configuration hadoop;
  private final List<String> roots;

  ModelPaths(Configuration hadoop, List<String> roots) {
    this.hadoop = requireNonNull(hadoop, "hadoop is null");
    this.roots = List.copyOf(roots);
  }

  public static ModelPaths of(SparkSession session) {
    String setting = session.sparkContext().getConf().get(ROOTS, "");
    List<String> roots =
        Arrays.stream(setting.split(",", -1)).map(String::trim).filter(s -> !s.isEmpty()).toList();
    return new ModelPaths(session.sessionState().newHadoopConf(), roots);
  }

  /** What the session knows of file systems; not to be changed. */
  public Configuration hadoop() {
    return hadoop;
  }

  /**
   * The model at that path, to be read.
   *
   * @throws QuernException {@link ErrorCode#STORAGE} where the text is no path of a file system
   */
  public ModelRepository repository(PlacedText model) {
    qualified(model);
    return new ModelRepository(new Path(model.text()), hadoop);
  }

  /**
   * The model at that path or, where there is none, the models in the folder of that path.
   *
   * @throws QuernException {@link ErrorCode#STORAGE} where the folder cannot be read
   */
  public List<ModelRepository> repositoriesAt(PlacedText path) {
    ModelRepository model = repository(path);
    if (model.newest().isPresent()) {
      return List.of(model);
    }
    List<ModelRepository> models = new ArrayList<>();
    for (String child : folders(path)) {
      ModelRepository candidate =
          repository(new PlacedText(path.text() + "/" + child, path.position()));
      if (candidate.newest().isPresent()) {
        models.add(candidate);
      }
    }
    return models;
  }

  private List<String> folders(PlacedText path) {
    Path folder = qualified(path);
    try {
      return Arrays.stream(folder.getFileSystem(hadoop).listStatus(folder))
          .filter(FileStatus::isDirectory)
          .map(status -> status.getPath().getName())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new QuernException(
              ErrorCode.STORAGE, "Cannot read folder '%s': %s".formatted(path, e.getMessage()), e)
          .at(path.position());
    }
  }

  /**
   * The model at that path, to be written or dropped.
   *
   * @throws QuernException as {@link #repository}; {@link ErrorCode#AUTH} outside the roots
   */
  public ModelRepository writableRepository(PlacedText model) {
    Path path = qualified(model);
    boolean allowed =
        roots.isEmpty() || roots.stream().anyMatch(root -> isBelow(path, qualified(model, root)));
    if (!allowed) {
      throw new QuernException(
              ErrorCode.AUTH,
              "Path '%s' is outside the allowed roots: %s"
                  .formatted(model, String.join(", ", roots)))
          .at(model.position())
          .withHint("An operator sets them by " + ROOTS);
    }
    return new ModelRepository(new Path(model.text()), hadoop);
  }

  /**
   * Absolute, with scheme and authority, {@code ..} resolved.
   *
   * @throws QuernException {@link ErrorCode#STORAGE} where the text is no path of a file system
   */
  public Path qualified(PlacedText model) {
    return qualified(model, model.text());
  }

  private Path qualified(PlacedText model, String text) {
    if (text.isBlank()) {
      throw new QuernException(ErrorCode.STORAGE, "The path of the model is empty")
          .at(model.position());
    }
    try {
      Path path = new Path(text);
      return path.getFileSystem(hadoop).makeQualified(path);
    } catch (IllegalArgumentException | IOException e) {
      throw new QuernException(
              ErrorCode.STORAGE, "Invalid path '%s': %s".formatted(text, e.getMessage()), e)
          .at(model.position());
    }
  }

  private static boolean isBelow(Path path, Path root) {
    String folder = root.toString().endsWith("/") ? root.toString() : root + "/";
    return (path + "/").startsWith(folder) && !(path + "/").contains("/../");
  }
}
