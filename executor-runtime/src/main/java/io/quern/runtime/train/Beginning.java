package io.quern.runtime.train;

import io.quern.api.QuernException;
import io.quern.model.bundle.Lineage;
import io.quern.model.feature.FeatureMap;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** What a training begins with: a version of the model, or nothing. Immutable. */
final class Beginning {
  private final TrainSpec spec;
  private final Optional<ParentVersion> parent;

  private Beginning(TrainSpec spec, Optional<ParentVersion> parent) {
    this.spec = spec;
    this.parent = parent;
  }

  /**
   * What the options say.
   *
   * @throws QuernException {@code MODEL} or {@code OPTION}, when the training cannot go on from the
   *     version that they name
   */
  static Beginning of(TrainSpec spec, Configuration hadoop) {
    Optional<ParentVersion> parent = ParentVersion.of(spec, hadoop);
    Optional<ParentMismatch> mismatch = parent.flatMap(version -> version.mismatch(spec));
    if (mismatch.isPresent()) {
      throw mismatch.get().error();
    }
    return new Beginning(spec, parent);
  }

  /** The features with all that is fitted: to the rows, and to those of trainings before. */
  FeatureMap features(FeatureMap fitted) {
    return parent.map(version -> version.extendedBy(fitted)).orElse(fitted);
  }

  /** What the parameter servers begin with. */
  InitialState servers(ServerPlan held) {
    return parent
        .map(version -> version.initialState(spec))
        .orElseGet(() -> new InitialState.Fresh(held.initialDense()));
  }

  /** What the manifest says of it. */
  Lineage.Parent lineage() {
    return parent.map(ParentVersion::lineage).orElse(Lineage.Parent.NONE);
  }

  /** What the user should know. */
  Optional<String> note() {
    return parent.flatMap(version -> version.freshOptimizer(spec));
  }
}
