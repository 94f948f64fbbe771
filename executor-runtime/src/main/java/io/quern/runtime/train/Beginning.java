package io.quern.runtime.train;

import io.quern.api.QuernException;
import io.quern.model.bundle.Lineage;
import io.quern.model.feature.FeatureMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * What a training begins with: a checkpoint of its own, a version of the model, or nothing.
 * Immutable.
 */
final class Beginning {
  private final TrainSpec spec;
  private final Optional<ParentVersion> parent;
  private final Resumption.Found found;

  private Beginning(TrainSpec spec, Optional<ParentVersion> parent, Resumption.Found found) {
    this.spec = spec;
    this.parent = parent;
    this.found = found;
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
    return new Beginning(spec, parent, new Resumption.Found(Optional.empty(), Optional.empty()));
  }

  /**
   * The same behind the last epoch of an earlier run of the statement, where there is one and
   * option {@code resume} wants that. Its checkpoint is taken over.
   *
   * @param training what tells it from others
   */
  Beginning resumed(Configuration hadoop, TrainingIdentity training) {
    return new Beginning(spec, parent, Resumption.of(spec, hadoop, training));
  }

  /** The run that was cut short; empty for one that begins. */
  Optional<ResumedTraining> resumed() {
    return found.training();
  }

  /** How the epochs went that are done already. */
  List<EpochMetrics> history() {
    return resumed().map(ResumedTraining::history).orElse(List.of());
  }

  /** What the parameter servers had done by the end of these epochs. */
  List<ServerReport> reports() {
    return history().isEmpty() ? List.of() : history().get(history().size() - 1).servers();
  }

  /** The features with all that is fitted: to the rows, and to those of trainings before. */
  FeatureMap features(FeatureMap fitted) {
    return resumed()
        .map(ResumedTraining::features)
        .or(() -> parent.map(version -> version.extendedBy(fitted)))
        .orElse(fitted);
  }

  /** What the parameter servers begin with. */
  InitialState servers(ServerPlan held) {
    return resumed()
        .map(ResumedTraining::servers)
        .or(() -> parent.map(version -> version.initialState(spec)))
        .orElseGet(() -> new InitialState.Fresh(held.initialDense()));
  }

  /** What the manifest says of it. */
  Lineage.Parent lineage() {
    return parent.map(ParentVersion::lineage).orElse(Lineage.Parent.NONE);
  }

  /** Where it begins, as far as that is worth telling; empty for one that had no choice. */
  String place() {
    return found.note().orElse("");
  }

  /** What the user should know. */
  List<String> notes() {
    return Stream.of(found.note(), parent.flatMap(version -> version.freshOptimizer(spec)))
        .flatMap(Optional::stream)
        .toList();
  }
}
