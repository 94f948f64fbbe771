package io.quern.model.feature.function;

import io.quern.api.Option;
import io.quern.api.OptionSet;
import io.quern.api.OptionType;
import io.quern.api.Options;
import io.quern.api.Range;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.Feature;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.Pooling;
import io.quern.model.feature.Transform;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code bag(column)}: each distinct element of an array is an id, their rows are pooled. */
final class BagFunction implements FeatureFunction {
  private static final Option<String> POOLING =
      Option.of(
          "pooling",
          OptionType.oneOf(words()),
          word(Pooling.MEAN),
          Range.any(),
          "How the rows of the elements become one.");

  private static final Option<String> WEIGHTS =
      Option.optional(
          "weights",
          OptionType.of("a column", text -> text, text -> text),
          "all 1",
          Range.any(),
          "Column, an array of numbers as long, that weighs the elements.");

  private static final OptionSet ARGUMENTS =
      OptionSet.arguments(
          "bag",
          List.of(
              POOLING,
              WEIGHTS,
              TableArguments.MIN_COUNT,
              TableArguments.MAX_SIZE,
              TableArguments.TABLE,
              TableArguments.DIM));

  private static final ColumnRule COLUMNS =
      ColumnRule.one(
          Set.of(ColumnType.STRING_ARRAY, ColumnType.BOOLEAN_ARRAY, ColumnType.INTEGRAL_ARRAY),
          "an array of STRING, BOOLEAN or whole numbers");

  private static final List<ColumnArgument> COLUMN_ARGUMENTS =
      List.of(
          new ColumnArgument(
              WEIGHTS,
              ColumnRule.one(
                  Set.of(ColumnType.NUMBER_ARRAY, ColumnType.INTEGRAL_ARRAY),
                  "an array of numbers")));

  @Override
  public String name() {
    return "bag";
  }

  @Override
  public String description() {
    return "Each distinct element of an array is an id with a row of its own; the rows are pooled.";
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
  public List<ColumnArgument> columnArguments() {
    return COLUMN_ARGUMENTS;
  }

  @Override
  public Feature feature(String name, List<InputColumn> columns, Options arguments) {
    Pooling pooling = Pooling.valueOf(arguments.get(POOLING).toUpperCase(Locale.ROOT));
    Transform transform =
        new Transform.Bag(
            pooling, arguments.isGiven(WEIGHTS), TableArguments.vocabulary(arguments));
    return TableArguments.withRows(arguments, Feature.of(name, columns, transform));
  }

  private static String[] words() {
    return Arrays.stream(Pooling.values()).map(BagFunction::word).toArray(String[]::new);
  }

  static String word(Pooling pooling) {
    return pooling.name().toLowerCase(Locale.ROOT);
  }
}
