package io.quern.planner.catalog;

import static java.util.Objects.requireNonNull;

import io.quern.planner.command.Action;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/** {@code DROP MODEL 'path' [VERSION n]}: removes a version, or the whole model. No rows. */
public record DropModel(ModelReference model) implements Action {
  public DropModel {
    requireNonNull(model, "model is null");
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
    model.drop(session);
    return List.of();
  }
}
