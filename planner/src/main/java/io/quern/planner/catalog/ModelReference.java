package io.quern.planner.catalog;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import io.quern.model.bundle.BundleVersion;
import io.quern.model.bundle.ModelRepository;
import io.quern.model.bundle.WantedVersion;
import io.quern.parser.tree.PlacedText;
import io.quern.planner.command.ModelPaths;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.classic.SparkSession;

/** A version of a model as a statement names it. */
public record ModelReference(PlacedText path, WantedVersion version) {
  public ModelReference {
    requireNonNull(path, "path is null");
    requireNonNull(version, "version is null");
  }

  /** The newest version. */
  public static ModelReference newest(PlacedText path) {
    return new ModelReference(path, WantedVersion.NEWEST);
  }

  /** The version of that number. */
  public static ModelReference numbered(PlacedText path, int version) {
    return new ModelReference(path, WantedVersion.numbered(version));
  }

  /** The version of that number, or with that tag. */
  public static ModelReference named(PlacedText path, PlacedText version) {
    return new ModelReference(path, WantedVersion.of(version.text()));
  }

  /** The version that is meant, to read. */
  BundleVersion open(SparkSession session) {
    ModelRepository model = ModelPaths.of(session).repository(path);
    return placed(model, version::open);
  }

  /** The tags that a version has. */
  List<String> tags(SparkSession session, int number) {
    return placed(ModelPaths.of(session).repository(path), model -> model.tags().of(number));
  }

  /** What {@code work} does with the model, to be changed. */
  <T> T change(SparkSession session, Function<ModelRepository, T> work) {
    return placed(ModelPaths.of(session).writableRepository(path), work);
  }

  private <T> T placed(ModelRepository model, Function<ModelRepository, T> work) {
    try {
      return work.apply(model);
    } catch (QuernException e) {
      throw e.position().isPresent() ? e : e.at(path.position());
    }
  }

  @Override
  public String toString() {
    return version.isNewest() ? path.text() : "%s version %s".formatted(path, version);
  }
}
