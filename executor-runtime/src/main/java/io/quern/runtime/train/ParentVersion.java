package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import io.quern.model.algorithm.StateOptions;
import io.quern.model.algorithm.VersionOptions;
import io.quern.model.bundle.BundleVersion;
import io.quern.model.bundle.CheckedFiles;
import io.quern.model.bundle.DenseParameters;
import io.quern.model.bundle.FileEntry;
import io.quern.model.bundle.Lineage;
import io.quern.model.bundle.ModelRepository;
import io.quern.model.bundle.WantedVersion;
import io.quern.model.feature.FeatureMap;
import io.quern.model.network.NetworkSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The version that a training goes on from, as far as it is small: rows and optimizer state stay
 * where they are until the parameter servers fetch them. Immutable.
 */
public final class ParentVersion {
  private final BundleVersion version;
  private final FeatureMap features;

  private ParentVersion(BundleVersion version, FeatureMap features) {
    this.version = version;
    this.features = features;
  }

  /**
   * Opens the version that option {@code continueFrom} names; empty for a training from scratch.
   *
   * @throws QuernException {@code MODEL}, when it is not there or damaged
   */
  public static Optional<ParentVersion> of(TrainSpec spec, Configuration hadoop) {
    requireNonNull(hadoop, "hadoop is null");
    return spec.options().versions().continueFrom().map(wanted -> open(wanted, spec, hadoop));
  }

  private static ParentVersion open(WantedVersion wanted, TrainSpec spec, Configuration hadoop) {
    try {
      BundleVersion version = wanted.open(new ModelRepository(new Path(spec.path()), hadoop));
      return new ParentVersion(version, version.featureMap());
    } catch (QuernException e) {
      throw e.hint().isPresent() ? e : e.withHint("Leave out continueFrom to train from scratch");
    }
  }

  /** The first thing of the training that cannot be as it is. */
  public Optional<ParentMismatch> mismatch(TrainSpec spec) {
    NetworkSpec network = spec.options().network().spec(spec.features());
    return new ParentCheck("version %d of model '%s'".formatted(number(), version.model()))
        .of(
            network,
            spec.schema(),
            version.manifest().network(),
            features.schema().withoutQuantities());
  }

  /** What the manifest says of it. */
  Lineage.Parent lineage() {
    return new Lineage.Parent(number(), version.manifest().lineage().run());
  }

  /** Its features, as they are after the training. */
  FeatureMap extendedBy(FeatureMap fitted) {
    return features.extendedBy(fitted);
  }

  /** What the parameter servers begin with: all that it keeps and that suits the training. */
  InitialState initialState(TrainSpec spec) {
    if (freshOptimizer(spec).isEmpty()) {
      return new InitialState.Kept(CheckedFiles.of(version, version.states()));
    }
    DenseParameters dense = version.denseParameters();
    return new InitialState.Weights(dense.values(), CheckedFiles.of(version, version.shards()));
  }

  /** Why the optimizer starts fresh, as a note; empty where it does not. */
  Optional<String> freshOptimizer(TrainSpec spec) {
    List<FileEntry> states = version.states();
    if (states.isEmpty()) {
      return Optional.of(
          "Version %d keeps no optimizer state (option '%s'): the optimizer starts fresh from its"
                  .formatted(number(), VersionOptions.KEEP_STATE.name())
              + " weights");
    }
    Map<String, String> kept = version.manifest().options();
    return StateOptions.difference(spec.optionTexts(), kept)
        .map(
            name ->
                "Version %d keeps optimizer state for %s = %s: the optimizer starts fresh from its"
                        .formatted(number(), name, kept.getOrDefault(name, "none"))
                    + " weights");
  }

  private int number() {
    return version.version();
  }
}
