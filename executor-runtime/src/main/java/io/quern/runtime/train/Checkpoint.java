package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a checkpoint says of a training, beside the files that it lists. Becomes JSON. Immutable.
 *
 * @param run that wrote it
 * @param training which training it is of
 * @param history of all epochs since the training began
 * @param stagedEpoch whose weights the version in the making holds; 0 where it holds none
 */
record Checkpoint(
    String run, TrainingIdentity training, List<EpochMetrics> history, int stagedEpoch) {
  Checkpoint {
    requireNonNull(run, "run is null");
    requireNonNull(training, "training is null");
    history = List.copyOf(history);
    if (history.isEmpty() || stagedEpoch < 0 || stagedEpoch > history.size()) {
      throw new IllegalArgumentException(
          "%d epochs, weights of epoch %d".formatted(history.size(), stagedEpoch));
    }
  }

  /** The epoch that it is behind. */
  int epochsDone() {
    return history.size();
  }

  /** As messages name it. */
  String describe() {
    return "epoch %d of run %s".formatted(epochsDone(), run);
  }
}
