package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.bundle.CheckpointStaging;
import io.quern.model.feature.FeatureMap;
import io.quern.model.network.DenseLayout;
import java.util.List;

/**
 * Keeps a checkpoint behind each epoch, where option {@code resume} asks for it, each in place of
 * the one before. Confined to the training's thread.
 */
final class CheckpointKeeper {
  private final TrainSpec spec;
  private final TrainingIdentity training;
  private final FeatureMap features;
  private final DenseLayout layout;
  private final ModelStaging staging;

  /**
   * @param training what tells it from others
   * @param features as fitted
   * @param layout of the dense values
   */
  CheckpointKeeper(
      TrainSpec spec,
      TrainingIdentity training,
      FeatureMap features,
      DenseLayout layout,
      ModelStaging staging) {
    this.spec = requireNonNull(spec, "spec is null");
    this.training = requireNonNull(training, "training is null");
    this.features = requireNonNull(features, "features is null");
    this.layout = requireNonNull(layout, "layout is null");
    this.staging = requireNonNull(staging, "staging is null");
  }

  /**
   * Keeps what going on behind the last epoch needs; nothing without the option.
   *
   * @param history of all epochs since the training began
   * @param servers at the end of the last of them, with the rates of the next
   */
  void keep(List<EpochMetrics> history, ServerGroup servers) {
    if (!spec.options().versions().resume()) {
      return;
    }
    CheckpointStaging checkpoint = staging.checkpoint(history.size());
    servers.saveState(checkpoint.folder()).forEach(checkpoint::addFile);
    checkpoint.write(features);
    int staged = staging.writeDense(checkpoint, layout);
    staging.publish(checkpoint, new Checkpoint(spec.runId(), training, history, staged));
  }

  /** The failure of the training, with a hint where the statement can be run again to go on. */
  Throwable told(Throwable failure) {
    Throwable told = TrainFailure.told(failure);
    int epoch = staging.keptEpoch();
    // What is wrong with a model or a checkpoint is wrong with it the next time.
    return epoch > 0 && told instanceof QuernException error && error.code() != ErrorCode.MODEL
        ? withHint(error, "Epoch %d is kept; the same statement goes on from it".formatted(epoch))
        : told;
  }

  private static QuernException withHint(QuernException error, String hint) {
    return error.withHint(
        error.hint().map(first -> first.replaceFirst("\\.$", "") + ". " + hint).orElse(hint));
  }
}
