package io.quern.model.feature.function;

import io.quern.api.OptionSet;
import io.quern.api.Options;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.Feature;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.Transform;
import java.util.List;
import java.util.Set;

/** {@code category(column)}: each distinct value is an id. */
final class CategoryFunction implements FeatureFunction {
  private static final OptionSet ARGUMENTS =
      OptionSet.arguments(
          "category",
          List.of(TableArguments.MIN_COUNT, TableArguments.MAX_SIZE, TableArguments.TABLE));

  private static final ColumnRule COLUMNS =
      ColumnRule.one(
          Set.of(ColumnType.STRING, ColumnType.BOOLEAN, ColumnType.INTEGRAL, ColumnType.NUMBER),
          "STRING, BOOLEAN or a number");

  @Override
  public String name() {
    return "category";
  }

  @Override
  public String description() {
    return "Each distinct value of a column is an id with a row of its own.";
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
  public Feature feature(String name, List<InputColumn> columns, Options arguments) {
    Transform transform = new Transform.Category(TableArguments.vocabulary(arguments));
    return TableArguments.withTable(arguments, Feature.of(name, columns, transform));
  }
}
