package io.quern.model.feature.function;

import io.quern.api.OptionSet;
import io.quern.api.Options;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.Feature;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.Transform;
import java.util.List;
import java.util.Set;

/** {@code cross(column, column, ..)}: each distinct combination of values is an id. */
final class CrossFunction implements FeatureFunction {
  /** More columns hardly ever meet in the same combination twice. */
  private static final int MOST_COLUMNS = 8;

  private static final OptionSet ARGUMENTS =
      OptionSet.arguments(
          "cross", List.of(TableArguments.MIN_COUNT, TableArguments.MAX_SIZE, TableArguments.DIM));

  private static final ColumnRule COLUMNS =
      new ColumnRule(
          2,
          MOST_COLUMNS,
          Set.of(
              ColumnType.STRING,
              ColumnType.BOOLEAN,
              ColumnType.INTEGRAL,
              ColumnType.NUMBER,
              ColumnType.STRING_ARRAY,
              ColumnType.BOOLEAN_ARRAY,
              ColumnType.INTEGRAL_ARRAY),
          "STRING, BOOLEAN, a number, or an array of STRING, BOOLEAN or whole numbers");

  @Override
  public String name() {
    return "cross";
  }

  @Override
  public String description() {
    return "Each distinct combination of the values of several columns is an id with a row of its"
        + " own.";
  }

  @Override
  public ColumnRule columns() {
    return COLUMNS;
  }

  @Override
  public OptionSet arguments() {
    return ARGUMENTS;
  }

  @Override
  public boolean replacesDefault() {
    return false;
  }

  @Override
  public Feature feature(String name, List<InputColumn> columns, Options arguments) {
    Transform transform = new Transform.Cross(TableArguments.vocabulary(arguments));
    return TableArguments.withRows(arguments, Feature.of(name, columns, transform));
  }
}
