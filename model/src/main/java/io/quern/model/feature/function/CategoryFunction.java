package io.quern.model.feature.function;

import io.quern.api.ErrorCode;
import io.quern.api.Option;
import io.quern.api.OptionSet;
import io.quern.api.OptionType;
import io.quern.api.Options;
import io.quern.api.QuernException;
import io.quern.api.Range;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.Feature;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.MissingCategory;
import io.quern.model.feature.Transform;
import java.util.List;
import java.util.Set;

/** {@code category(column)}: each distinct value is an id. */
final class CategoryFunction implements FeatureFunction {
  private static final Option<String> MISSING =
      Option.optional(
          "missing",
          OptionType.STRING,
          "a row of its own",
          Range.any(),
          "A value of the column that stands for a missing one, as if it had been there.");

  private static final OptionSet ARGUMENTS =
      OptionSet.arguments(
          "category",
          List.of(
              MISSING,
              TableArguments.MIN_COUNT,
              TableArguments.MAX_SIZE,
              TableArguments.TABLE,
              TableArguments.DIM));

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
    Transform transform =
        new Transform.Category(
            TableArguments.vocabulary(arguments), missing(columns.get(0), arguments));
    return TableArguments.withRows(arguments, Feature.of(name, columns, transform));
  }

  private static MissingCategory missing(InputColumn column, Options arguments) {
    if (!arguments.isGiven(MISSING)) {
      return MissingCategory.OWN_ROW;
    }
    String text = arguments.get(MISSING);
    OptionType<?> expected = MissingCategory.expected(column.type());
    if (expected.parse(text).isEmpty()) {
      QuernException error =
          new QuernException(
              ErrorCode.OPTION,
              "Argument 'missing' of column '%s' expects %s, found '%s'"
                  .formatted(column.name(), expected.expectation(), text));
      throw arguments.place(MISSING).map(error::at).orElse(error);
    }
    return MissingCategory.constant(column.type(), text);
  }
}
