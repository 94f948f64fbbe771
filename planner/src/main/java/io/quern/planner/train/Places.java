package io.quern.planner.train;

import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import java.util.Optional;

/** Puts a place on a failure where there is one. */
final class Places {
  private Places() {}

  static QuernException at(QuernException error, Optional<SourcePosition> place) {
    return place.map(error::at).orElse(error);
  }
}
