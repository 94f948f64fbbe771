package io.quern.udf.scoring;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.bundle.BundleVersion;
import io.quern.model.bundle.Lineage;
import io.quern.model.bundle.ModelRepository;
import io.quern.model.bundle.WantedVersion;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.InputColumn;
import io.quern.model.scoring.EmbeddingRows;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The version of a model that a statement has settled on, as it travels to the tasks: where it is,
 * which training wrote it, and its signature. Immutable.
 *
 * <p>Equal when path, version and training are: a version number can be given again after a model
 * was dropped.
 */
public final class PinnedModel implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final int version;
  private final String training;
  private final List<InputColumn> columns;
  private final ConfigurationBytes configuration;

  private PinnedModel(
      String path,
      int version,
      String training,
      List<InputColumn> columns,
      ConfigurationBytes configuration) {
    this.path = path;
    this.version = version;
    this.training = training;
    this.columns = columns;
    this.configuration = configuration;
  }

  /**
   * Looks a model up, on the driver.
   *
   * @param path as users write it: relative to the file system's working directory
   * @param configuration of the session; tasks read the files with it
   * @throws QuernException {@code MODEL}, when it is missing, damaged or foreign
   */
  public static PinnedModel open(String path, WantedVersion version, Configuration configuration) {
    BundleVersion bundle = version.open(new ModelRepository(pathOf(path), configuration));
    return new PinnedModel(
        bundle.folder().getParent().getParent().toString(),
        bundle.version(),
        training(bundle),
        bundle.manifest().signature(),
        new ConfigurationBytes(configuration));
  }

  private static Path pathOf(String path) {
    try {
      return new Path(path);
    } catch (IllegalArgumentException e) {
      throw new QuernException(
          ErrorCode.MODEL, "'%s' is not a path: %s".formatted(path, e.getMessage()), e);
    }
  }

  private static String training(BundleVersion bundle) {
    Lineage lineage = bundle.manifest().lineage();
    return lineage.run() + " " + lineage.finished();
  }

  /** Fully qualified. */
  public String path() {
    return path;
  }

  public int version() {
    return version;
  }

  /** The features in the order of positional calls. */
  public List<InputColumn> columns() {
    return columns;
  }

  /**
   * What was fitted to the training rows; read anew with every call.
   *
   * @throws QuernException as {@link #rows}
   */
  public FeatureMap featureMap() {
    return bundle().featureMap();
  }

  /**
   * The rows of one of its features, in the process of a task or the driver.
   *
   * @throws QuernException {@code MODEL}, when the version is gone, replaced or damaged
   */
  public EmbeddingRows rows(String feature) {
    return EmbeddingRows.open(bundle(), ExecutorModels.copies(), feature);
  }

  /**
   * Opens the version that was pinned.
   *
   * @throws QuernException {@code MODEL}, when it is gone or another one has taken its number
   */
  BundleVersion bundle() {
    ModelRepository repository = new ModelRepository(new Path(path), configuration.configuration());
    BundleVersion bundle = repository.open(version);
    if (!training(bundle).equals(training)) {
      throw new QuernException(
              ErrorCode.MODEL,
              "Model '%s' version %d was replaced while the statement ran".formatted(path, version))
          .withHint("Run the statement again.");
    }
    return bundle;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PinnedModel model
        && path.equals(model.path)
        && version == model.version
        && training.equals(model.training);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, version, training);
  }

  @Override
  public String toString() {
    return path + " version " + version;
  }
}
