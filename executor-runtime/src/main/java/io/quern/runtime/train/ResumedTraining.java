package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.model.bundle.BundleStaging;
import io.quern.model.bundle.Checkpoints;
import io.quern.model.bundle.SavedCheckpoint;
import io.quern.model.feature.FeatureMap;
import java.util.List;
import java.util.Optional;

/** A training that was cut short, taken over to go on with. */
final class ResumedTraining {
  private final Checkpoints.Claim claim;
  private final Checkpoint content;

  ResumedTraining(Checkpoints.Claim claim, Checkpoint content) {
    this.claim = requireNonNull(claim, "claim is null");
    this.content = requireNonNull(content, "content is null");
  }

  /** Of all epochs done. */
  List<EpochMetrics> history() {
    return content.history();
  }

  /** The features as they were fitted: the weights belong to them, to the last bit. */
  FeatureMap features() {
    return claim.checkpoint().featureMap();
  }

  /** What the parameter servers go on with. */
  InitialState servers() {
    return new InitialState.Resumed(claim.checkpoint().states());
  }

  /** The version in the making. */
  BundleStaging staging() {
    return claim.staging();
  }

  /** The weights staged in it; empty where no epoch was worth it yet. */
  Optional<StagedWeights> weights() {
    if (content.stagedEpoch() == 0) {
      return Optional.empty();
    }
    SavedCheckpoint checkpoint = claim.checkpoint();
    return Optional.of(
        new StagedWeights(
            checkpoint.staged(),
            checkpoint.denseParameters().values(),
            content.history().get(content.stagedEpoch() - 1)));
  }
}
