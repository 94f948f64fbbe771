package io.quern.planner.catalog;

import static java.util.Objects.requireNonNull;

import io.quern.api.Option;
import io.quern.api.QuernException;
import io.quern.model.algorithm.Algorithm;
import io.quern.model.algorithm.Algorithms;
import io.quern.model.feature.function.ColumnRule;
import io.quern.model.feature.function.FeatureFunction;
import io.quern.parser.tree.PlacedText;
import io.quern.planner.command.Action;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@code SHOW FUNCTIONS FOR algorithm}: what its COLUMNS clause can make of columns. Each function
 * is a row, with the columns it takes, and so is each of its arguments.
 */
public record ShowFunctions(Algorithm algorithm) implements Action {
  private static final StructType SCHEMA =
      new StructType()
          .add("function", DataTypes.StringType, false)
          .add("argument", DataTypes.StringType, false)
          .add("type", DataTypes.StringType, false)
          .add("default", DataTypes.StringType, false)
          .add("description", DataTypes.StringType, false);

  public ShowFunctions {
    requireNonNull(algorithm, "algorithm is null");
  }

  /**
   * @throws QuernException at the name's place where there is no such algorithm
   */
  public static ShowFunctions of(PlacedText algorithm) {
    try {
      return new ShowFunctions(Algorithms.named(algorithm.text()));
    } catch (QuernException e) {
      throw e.at(algorithm.position());
    }
  }

  @Override
  public String title() {
    return "ShowFunctions " + algorithm.name();
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public List<Row> run(SparkSession session) {
    return algorithm.functions().stream().flatMap(ShowFunctions::rows).toList();
  }

  private static Stream<Row> rows(FeatureFunction function) {
    ColumnRule columns = function.columns();
    Row itself =
        RowFactory.create(
            function.name(),
            columns.most() == 1 ? "column" : "columns",
            "%s, %s".formatted(columns.count(), columns.expectation()),
            "required",
            function.description());
    return Stream.concat(
        Stream.of(itself),
        function.arguments().options().stream().map(argument -> row(function, argument)));
  }

  private static Row row(FeatureFunction function, Option<?> argument) {
    return RowFactory.create(
        function.name(),
        argument.name(),
        argument.describeRange(),
        argument.describeDefault(),
        argument.description());
  }
}
