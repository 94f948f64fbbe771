package io.quern.planner.columns;

import static java.util.Objects.requireNonNull;

import io.quern.api.SourcePosition;
import io.quern.model.feature.Feature;
import java.util.Optional;

/**
 * A feature with what decided it.
 *
 * @param call the call that makes it, with the types of its columns
 * @param why what decided it, as it reads after a comma
 * @param dimPlace where the statement names the length of its vectors, if it does
 */
public record FeatureDecision(
    Feature feature, String call, String why, Optional<SourcePosition> dimPlace) {
  public FeatureDecision {
    requireNonNull(feature, "feature is null");
    requireNonNull(call, "call is null");
    requireNonNull(why, "why is null");
    requireNonNull(dimPlace, "dimPlace is null");
  }

  /** As EXPLAIN TRAIN prints it, for example {@code category(city STRING), by type}. */
  public String describe() {
    return call + ", " + why;
  }
}
