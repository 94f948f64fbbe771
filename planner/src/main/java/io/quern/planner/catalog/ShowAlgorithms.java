package io.quern.planner.catalog;

import io.quern.model.algorithm.Algorithms;
import io.quern.planner.command.Action;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code SHOW ALGORITHMS}: what TRAIN can train. */
public record ShowAlgorithms() implements Action {
  private static final StructType SCHEMA =
      new StructType()
          .add("algorithm", DataTypes.StringType, false)
          .add("description", DataTypes.StringType, false);

  @Override
  public String title() {
    return "ShowAlgorithms";
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public List<Row> run(SparkSession session) {
    return Algorithms.all().stream()
        .map(algorithm -> RowFactory.create(algorithm.name(), algorithm.description()))
        .toList();
  }
}
