package io.quern.planner.catalog;

import static java.util.Objects.requireNonNull;

import io.quern.planner.command.Action;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * {@code RESTORE MODEL 'path' TO VERSION n}: commits the version once more under the next number,
 * so that it is the newest.
 */
public record RestoreModel(ModelReference model) implements Action {
  public RestoreModel {
    requireNonNull(model, "model is null");
  }

  @Override
  public String title() {
    return "RestoreModel [%s]".formatted(model);
  }

  @Override
  public StructType schema() {
    return VersionRow.SCHEMA;
  }

  @Override
  public List<Row> run(SparkSession session) {
    return model.change(
        session,
        repository -> {
          int source = model.version().open(repository).version();
          return VersionRow.of(model, repository, repository.restore(source));
        });
  }
}
