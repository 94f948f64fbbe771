package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.bundle.BundleFiles;
import io.quern.model.bundle.BundleStaging;
import io.quern.model.bundle.CheckpointStaging;
import io.quern.model.bundle.DenseParameters;
import io.quern.model.bundle.FileEntry;
import io.quern.model.bundle.Lineage;
import io.quern.model.bundle.Manifest;
import io.quern.model.bundle.ModelRepository;
import io.quern.model.events.EventFile;
import io.quern.model.feature.FeatureMap;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.network.NetworkSpec;
import io.quern.model.zoo.Networks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model version in the making. Weights are staged at the end of each epoch that may be the one
 * to keep, straight from the parameter servers to the model's file system, and replace what was
 * staged before: keeping the best epoch costs no memory, and committing it no second copy. Confined
 * to the training's thread.
 */
final class ModelStaging implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ModelStaging.class);

  /** Longer than any training goes without an epoch worth keeping. */
  private static final Duration LEFTOVER_AGE = Duration.ofDays(14);

  private final TrainSpec spec;
  private final Configuration hadoop;
  private final ModelRepository repository;
  private final BundleStaging staging;
  private final Lineage.Parent parent;
  private final List<FileEntry> replaced = new ArrayList<>();
  private StagedWeights weights;
  private int keptEpoch;
  private boolean committed;

  private ModelStaging(
      TrainSpec spec,
      Configuration hadoop,
      ModelRepository repository,
      BundleStaging staging,
      Lineage.Parent parent) {
    this.spec = spec;
    this.hadoop = hadoop;
    this.repository = repository;
    this.staging = staging;
    this.parent = parent;
  }

  /** Clears away what runs that crashed have left at this path, checkpoints too. */
  static void sweep(TrainSpec spec, Configuration hadoop) {
    try {
      repository(spec, hadoop).sweepStaging(LEFTOVER_AGE);
    } catch (QuernException e) {
      log.warn("Cannot clear old staging folders of model '{}': {}", spec.path(), e.getMessage());
    }
  }

  /** Begins a version, or goes on with that of a training that was cut short. */
  static ModelStaging begin(TrainSpec spec, Configuration hadoop, Beginning beginning) {
    ModelRepository repository = repository(spec, hadoop);
    Optional<ResumedTraining> resumed = beginning.resumed();
    ModelStaging staging =
        new ModelStaging(
            spec,
            hadoop,
            repository,
            resumed.map(ResumedTraining::staging).orElseGet(() -> repository.stage(spec.runId())),
            beginning.lineage());
    staging.keptEpoch = resumed.map(training -> training.history().size()).orElse(0);
    staging.weights = resumed.flatMap(ResumedTraining::weights).orElse(null);
    return staging;
  }

  private static ModelRepository repository(TrainSpec spec, Configuration hadoop) {
    return new ModelRepository(new Path(spec.path()), hadoop);
  }

  /** Where the parameter servers write. */
  Path folder() {
    return staging.folder();
  }

  /**
   * @throws QuernException {@code STORAGE}, when another run has taken this one's checkpoint over
   */
  void requireOwned() {
    if (keptEpoch > 0 && !staging.isThere()) {
      keptEpoch = 0;
      throw new QuernException(
              ErrorCode.STORAGE,
              "Staging folder '%s' is gone: the same statement was started again and has taken its"
                      .formatted(staging.runFolder())
                  + " checkpoint over, or somebody removed it")
          .withHint("Run a statement with resume = true once at a time");
    }
  }

  boolean hasWeights() {
    return weights != null;
  }

  /**
   * Takes the weights of an epoch in place of those before.
   *
   * @param shards written into {@link #folder}, by server
   * @param states of the optimizer, likewise; none where they are not kept
   * @param dense all dense values; copied
   */
  void replaceWeights(
      List<FileEntry> shards, List<FileEntry> states, float[] dense, EpochMetrics metrics) {
    for (float value : dense) {
      if (!Float.isFinite(value)) {
        throw Divergence.of("A weight is %s after epoch %d".formatted(value, metrics.epoch()));
      }
    }
    if (weights != null) {
      replaced.addAll(weights.files());
    }
    List<FileEntry> files = Stream.concat(shards.stream(), states.stream()).toList();
    weights = new StagedWeights(files, dense.clone(), metrics);
  }

  /** Removes the files of weights that were replaced, once no checkpoint lists them any more. */
  void removeReplaced() {
    replaced.forEach(this::delete);
    replaced.clear();
  }

  private void delete(FileEntry file) {
    Path path = new Path(staging.folder(), file.name());
    try {
      path.getFileSystem(hadoop).delete(path, false);
    } catch (IOException e) {
      throw new QuernException(
          ErrorCode.STORAGE, "Cannot delete '%s': %s".formatted(path, e.getMessage()), e);
    }
  }

  /** Begins the checkpoint behind an epoch. */
  CheckpointStaging checkpoint(int epoch) {
    return staging.checkpoint(epoch);
  }

  /**
   * Writes what memory holds of the staged weights to a checkpoint.
   *
   * @return the epoch of the weights; 0 where none are staged
   */
  int writeDense(CheckpointStaging checkpoint, DenseLayout layout) {
    if (weights == null) {
      return 0;
    }
    new DenseParameters(layout, weights.dense()).writeTo(checkpoint);
    return weights.metrics().epoch();
  }

  /** Makes it the run's checkpoint. From now on {@link #close} leaves it. */
  void publish(CheckpointStaging checkpoint, Checkpoint content) {
    checkpoint.publish(weights == null ? List.of() : weights.files(), content);
    keptEpoch = content.epochsDone();
  }

  /** The epoch that the run's checkpoint is behind; 0 without a checkpoint. */
  int keptEpoch() {
    return keptEpoch;
  }

  /** How the epoch went whose weights are staged. */
  EpochMetrics metrics() {
    return requireNonNull(weights, "no weights are staged").metrics();
  }

  /**
   * Writes what is missing beside the weights and publishes the version.
   *
   * @param rows of the source that every epoch trains on
   * @param history of all epochs
   * @param steps what was seen while steps were made
   * @return its number
   */
  int commit(
      FeatureMap features,
      NetworkSpec network,
      long rows,
      List<EpochMetrics> history,
      StepCurve steps) {
    weights.files().forEach(staging::addFile);
    staging.write(features);
    NetworkDefinition definition = Networks.named(network.network());
    new DenseParameters(definition.dense(network), weights.dense()).writeTo(staging);
    if (definition.usesTensorFlow()) {
      addSavedModel(definition, network);
    }
    staging.write(BundleFiles.METRICS, lines(history).getBytes(StandardCharsets.UTF_8));
    staging.write(
        BundleFiles.TENSORBOARD + EventFile.name(spec.started()),
        TrainingEvents.of(history, steps, spec.started(), Instant.now()));
    staging.writeManifest(manifest(network, rows, history));
    int version = repository.commit(staging, spec.options().versions().keepOlder());
    committed = true;
    return version;
  }

  private void addSavedModel(NetworkDefinition definition, NetworkSpec network) {
    java.nio.file.Path folder = null;
    try {
      folder = Files.createTempDirectory("quern-saved-model-");
      java.nio.file.Path model = folder.resolve("saved_model");
      definition.exportSavedModel(network, weights.dense(), model);
      staging.addFolder(model, BundleFiles.SAVED_MODEL);
    } catch (IOException e) {
      throw new QuernException(
          ErrorCode.STORAGE, "Cannot write to the temporary folder: " + e.getMessage(), e);
    } finally {
      if (folder != null) {
        FileUtils.deleteQuietly(folder.toFile());
      }
    }
  }

  private static String lines(List<EpochMetrics> history) {
    return history.stream().map(epoch -> epoch.toJson() + "\n").collect(Collectors.joining());
  }

  private Manifest manifest(NetworkSpec network, long rows, List<EpochMetrics> history) {
    EpochMetrics last = history.get(history.size() - 1);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.putAll(last.training().trainingMetrics());
    metrics.putAll(metrics().validation().validationMetrics());
    metrics.put("epochs", (double) history.size());
    metrics.put("committedEpoch", (double) metrics().epoch());
    return Manifest.of(
        spec.algorithm(),
        network,
        spec.columns(),
        spec.optionTexts(),
        metrics,
        spec.statement(),
        new Lineage(
            spec.runId(),
            spec.source(),
            spec.inputs(),
            rows,
            spec.options().schedule().seed(),
            parent,
            spec.started(),
            Instant.now()));
  }

  /** Removes what was staged, unless it is committed or belongs to a checkpoint. */
  @Override
  public void close() {
    if (!committed && keptEpoch == 0) {
      staging.discard();
    }
  }
}
