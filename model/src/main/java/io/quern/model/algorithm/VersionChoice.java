package io.quern.model.algorithm;

import io.quern.api.Options;
import io.quern.model.bundle.WantedVersion;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What a training begins with and leaves behind.
 *
 * @param parents the version to go on from; none for a training from scratch
 * @param keepState whether the version keeps the optimizer's state
 * @param keepOlder whether older versions stay
 * @param resume whether checkpoints are kept and gone on from
 */
public record VersionChoice(
    List<WantedVersion> parents, boolean keepState, boolean keepOlder, boolean resume)
    implements Serializable {
  public VersionChoice {
    parents = List.copyOf(parents);
    if (parents.size() > 1) {
      throw new IllegalArgumentException("Two versions to go on from: " + parents);
    }
  }

  static VersionChoice from(Options options) {
    return new VersionChoice(
        options.find(VersionOptions.CONTINUE_FROM).map(WantedVersion::of).stream().toList(),
        options.get(VersionOptions.KEEP_STATE),
        options.get(VersionOptions.KEEP_VERSION),
        options.get(VersionOptions.RESUME));
  }

  /** The version to go on from. */
  public Optional<WantedVersion> continueFrom() {
    return parents.stream().findFirst();
  }
}
