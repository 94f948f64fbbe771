package io.quern.planner.catalog;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import io.quern.model.bundle.BundleVersion;
import io.quern.model.bundle.ModelRepository;
import io.quern.parser.tree.PlacedText;
import io.quern.planner.command.ModelPaths;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.spark.sql.classic.SparkSession;

/**
 * A model, or one version of it, as a statement names it.
 *
 * @param version empty for the newest
 */
public record ModelReference(PlacedText path, OptionalInt version) {
  public ModelReference {
    requireNonNull(path, "path is null");
    requireNonNull(version, "version is null");
  }

  /** The version that is meant, to read. */
  BundleVersion open(SparkSession session) {
    ModelRepository model = ModelPaths.of(session).repository(path);
    return placed(() -> version.isPresent() ? model.open(version.getAsInt()) : model.openNewest());
  }

  /** Drops the version, or the whole model where none is named. */
  void drop(SparkSession session) {
    ModelRepository model = ModelPaths.of(session).writableRepository(path);
    placed(
        () -> {
          version.ifPresentOrElse(model::drop, model::dropAll);
          return model;
        });
  }

  private <T> T placed(Supplier<T> work) {
    try {
      return work.get();
    } catch (QuernException e) {
      throw e.at(path.position());
    }
  }

  @Override
  public String toString() {
    return version.isPresent() ? "%s version %d".formatted(path, version.getAsInt()) : path.text();
  }
}
