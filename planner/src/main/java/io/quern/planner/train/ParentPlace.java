package io.quern.planner.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.Options;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.model.algorithm.DeepCtrOptions;
import io.quern.model.algorithm.VersionOptions;
import io.quern.planner.columns.Places;
import io.quern.runtime.train.ParentMismatch;
import io.quern.runtime.train.ParentVersion;
import io.quern.runtime.train.TrainSpec;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Checks the version that a statement goes on from, and tells failures at their option's place. */
record ParentPlace(Options options) {
  ParentPlace {
    requireNonNull(options, "options is null");
  }

  /**
   * Reads manifest and features of the version; nothing where the statement names none.
   *
   * @throws QuernException {@code MODEL} or {@code OPTION}, when the training cannot go on from it
   */
  void require(TrainSpec spec, Configuration hadoop) {
    parent(spec, hadoop)
        .flatMap(version -> version.mismatch(spec))
        .ifPresent(
            mismatch -> {
              throw Places.at(mismatch.error(), place(mismatch));
            });
  }

  private Optional<ParentVersion> parent(TrainSpec spec, Configuration hadoop) {
    try {
      return ParentVersion.of(spec, hadoop);
    } catch (QuernException e) {
      throw Places.at(e, options.place(VersionOptions.CONTINUE_FROM));
    }
  }

  /** Of the option to blame; of {@code continueFrom} where that one is not given. */
  private Optional<SourcePosition> place(ParentMismatch mismatch) {
    return DeepCtrOptions.SET
        .find(mismatch.option())
        .flatMap(options::place)
        .or(() -> options.place(VersionOptions.CONTINUE_FROM));
  }
}
