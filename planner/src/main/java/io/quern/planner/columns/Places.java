package io.quern.planner.columns;

import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import java.util.Optional;

/** Puts a place on a failure where there is one. */
public final class Places {
  private Places() {}

  public static QuernException at(QuernException error, Optional<SourcePosition> place) {
    return place.map(error::at).orElse(error);
  }
}
