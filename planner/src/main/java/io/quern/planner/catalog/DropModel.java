package io.quern.planner.catalog;

import static java.util.Objects.requireNonNull;

import io.quern.model.bundle.ModelRepository;
import io.quern.parser.tree.PlacedText;
import io.quern.planner.command.Action;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * {@code DROP MODEL 'path' [VERSION n | TAG 'name']}: removes a version, a tag, or the whole model.
 * No rows.
 */
public final class DropModel implements Action {
  private final ModelReference model;
  private final Consumer<ModelRepository> removal;

  private DropModel(ModelReference model, Consumer<ModelRepository> removal) {
    this.model = requireNonNull(model, "model is null");
    this.removal = requireNonNull(removal, "removal is null");
  }

  /** Removes the model. */
  public static DropModel whole(PlacedText path) {
    return new DropModel(ModelReference.newest(path), ModelRepository::dropAll);
  }

  /** Removes a version. */
  public static DropModel version(PlacedText path, int version) {
    return new DropModel(
        ModelReference.numbered(path, version), repository -> repository.drop(version));
  }

  /** Removes a tag, and nothing else. */
  public static DropModel tag(PlacedText path, PlacedText tag) {
    return new DropModel(
        ModelReference.named(path, tag), repository -> repository.tags().remove(tag.text()));
  }

  @Override
  public String title() {
    return "DropModel [%s]".formatted(model);
  }

  @Override
  public StructType schema() {
    return new StructType();
  }

  @Override
  public List<Row> run(SparkSession session) {
    return model.change(
        session,
        repository -> {
          removal.accept(repository);
          return List.of();
        });
  }

  @Override
  public String toString() {
    return title();
  }
}
