package io.quern.runtime.train;

import java.util.Optional;

/** Recognises a model that predicts the same for every row. */
final class DeadModel {
  private static final double LARGEST_SPREAD = 1e-6;
  private static final double LARGEST_AUC_DISTANCE = 1e-3;

  private DeadModel() {}

  /**
   * What to tell the user of an epoch whose predictions say nothing; empty where they do. Held-out
   * rows tell it, and without them the predictions of any epoch but the first, which begins with
   * weights that say nothing.
   */
  static Optional<String> note(EpochMetrics epoch) {
    boolean validated = epoch.validation().isPresent();
    Evaluation seen = validated ? epoch.validation() : epoch.training();
    boolean dead =
        (validated || epoch.epoch() > 1)
            && seen.spread() <= LARGEST_SPREAD
            && Math.abs(seen.auc() - 0.5) <= LARGEST_AUC_DISTANCE;
    return dead
        ? Optional.of(
            "The model predicts %.4f for every row and ranks no better than chance (AUC %.4f after"
                    .formatted(seen.meanProbability(), seen.auc())
                + " epoch %d); check features and learningRate".formatted(epoch.epoch()))
        : Optional.empty();
  }
}
