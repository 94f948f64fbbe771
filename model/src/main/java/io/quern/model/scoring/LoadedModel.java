package io.quern.model.scoring;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.bundle.BundleFiles;
import io.quern.model.bundle.BundleVersion;
import io.quern.model.bundle.LocalBundle;
import io.quern.model.bundle.Manifest;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureMap;
import java.nio.file.Path;
import java.util.List;

/**
 * One version of a model, ready to score: its sparse rows are mapped, not read. Thread-safe; meant
 * to be shared by all threads of a process. Stays usable after the version was removed.
 */
public final class LoadedModel implements AutoCloseable {
  private final BundleVersion version;
  private final FeatureMap features;
  private final MappedRows rows;
  private final ScoreKernel kernel;

  private LoadedModel(
      BundleVersion version, FeatureMap features, MappedRows rows, ScoreKernel kernel) {
    this.version = version;
    this.features = features;
    this.rows = rows;
    this.kernel = kernel;
  }

  /**
   * Loads a version. One on a local disk is used where it lies; another is copied, once per host.
   * Every file's size and checksum is checked.
   *
   * @param localCache folder of the copies, shared by the host's processes
   * @throws QuernException {@code MODEL}, when a file is damaged or the files do not fit each
   *     other; {@code RESOURCE}, when the copy needs more room than there is; {@code STORAGE}
   */
  public static LoadedModel open(BundleVersion version, Path localCache) {
    return open(version, localCache, SavedModelDense::open);
  }

  /**
   * @param predictors how a SavedModel is opened
   */
  static LoadedModel open(
      BundleVersion version, Path localCache, DensePredictor.Factory predictors) {
    LocalBundle bundle = LocalBundle.of(version, localCache);
    FeatureMap features = bundle.version().featureMap();
    float[] dense = bundle.version().denseParameters().values();
    boolean tensorFlow = version.has(BundleFiles.SAVED_MODEL + "/saved_model.pb");
    if (!fits(version.manifest(), features) || (!tensorFlow && dense.length != 1)) {
      throw new QuernException(
          ErrorCode.MODEL,
          "The files of model '%s' version %d do not fit each other"
              .formatted(version.model(), version.version()));
    }
    MappedRows rows = MappedRows.open(bundle, features);
    ScoreKernel kernel =
        tensorFlow
            ? new ScoreKernel.TensorFlow(
                predictors.open(bundle.folder().resolve(BundleFiles.SAVED_MODEL)))
            : new ScoreKernel.Plain(dense[0]);
    return new LoadedModel(bundle.version(), features, rows, kernel);
  }

  private static boolean fits(Manifest manifest, FeatureMap features) {
    List<String> slots = FeatureMap.slots(features.features()).stream().map(Feature::name).toList();
    return features.columns().equals(manifest.signature())
        && features.layout().equals(manifest.network().layout())
        && slots.equals(manifest.network().slots())
        && features.features().stream()
            .allMatch(feature -> feature.dim() <= manifest.network().vectorLength());
  }

  public Manifest manifest() {
    return version.manifest();
  }

  public int version() {
    return version.version();
  }

  public FeatureMap features() {
    return features;
  }

  /** A scorer for the calling thread. */
  public Scorer newScorer() {
    SlotPooling slots = new SlotPooling(rows, features);
    return new Scorer(features.schema().encodedLayout(), kernel.newScores(slots));
  }

  /** Frees what scorers share; those that are open stay usable. */
  @Override
  public void close() {
    kernel.close();
  }
}
