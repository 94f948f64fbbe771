package io.quern.planner.catalog;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import io.quern.model.algorithm.Algorithm;
import io.quern.model.algorithm.Algorithms;
import io.quern.parser.tree.PlacedText;
import io.quern.planner.command.Action;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code SHOW OPTIONS FOR algorithm}: every option with its type, range and default. */
public record ShowOptions(Algorithm algorithm) implements Action {
  private static final StructType SCHEMA =
      new StructType()
          .add("option", DataTypes.StringType, false)
          .add("type", DataTypes.StringType, false)
          .add("default", DataTypes.StringType, false)
          .add("description", DataTypes.StringType, false);

  public ShowOptions {
    requireNonNull(algorithm, "algorithm is null");
  }

  /**
   * @throws QuernException at the name's place where there is no such algorithm
   */
  public static ShowOptions of(PlacedText algorithm) {
    try {
      return new ShowOptions(Algorithms.named(algorithm.text()));
    } catch (QuernException e) {
      throw e.at(algorithm.position());
    }
  }

  @Override
  public String title() {
    return "ShowOptions " + algorithm.name();
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public List<Row> run(SparkSession session) {
    return algorithm.options().options().stream()
        .map(
            option ->
                RowFactory.create(
                    option.name(),
                    option.describeRange(),
                    option.describeDefault(),
                    option.description()))
        .toList();
  }
}
