package io.quern.model.zoo;

import io.quern.model.network.Misfit;
import io.quern.model.network.NetworkSpec;
import java.util.Optional;

/** What several networks ask of their features. */
final class Requirements {
  private Requirements() {}

  /** For networks that are nothing without a pair. */
  static Optional<Misfit> twoSlots(NetworkSpec spec) {
    int slots = spec.layout().slots();
    return slots >= 2
        ? Optional.empty()
        : Optional.of(
            new Misfit(
                "model",
                "Network '%s' needs at least two features, found %d"
                    .formatted(spec.network(), slots),
                "It learns from pairs of features; LR, FM and DNN need one only"));
  }
}
