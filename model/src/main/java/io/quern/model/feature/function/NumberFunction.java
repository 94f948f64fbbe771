package io.quern.model.feature.function;

import io.quern.api.Option;
import io.quern.api.OptionSet;
import io.quern.api.OptionType;
import io.quern.api.Options;
import io.quern.api.Range;
import io.quern.model.feature.Feature;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.MissingNumber;
import io.quern.model.feature.Scaling;
import io.quern.model.feature.Transform;
import java.util.Arrays;
import java.util.List;

/** {@code number(column)}: one row, scaled by the number. */
final class NumberFunction implements FeatureFunction {
  private static final Option<String> SCALE =
      Option.of(
          "scale",
          OptionType.oneOf(words()),
          word(Scaling.STANDARD),
          Range.any(),
          "How the number is scaled: standard = (x - mean) / deviation, log = standard of"
              + " sign(x) * ln(1 + |x|), minMax = (x - min) / (max - min).");

  private static final Option<MissingNumber> MISSING =
      Option.of(
          "missing",
          OptionType.of("row, mean or a number", NumberFunction::parse, NumberFunction::print),
          MissingNumber.OWN_ROW,
          Range.any(),
          "What stands for a missing number: a row of its own, the mean, or that number.");

  private static final OptionSet ARGUMENTS =
      OptionSet.arguments("number", List.of(SCALE, MISSING, TableArguments.DIM));

  @Override
  public String name() {
    return "number";
  }

  @Override
  public String description() {
    return "A number scales the one row of its column.";
  }

  @Override
  public ColumnRule columns() {
    return ColumnRule.NUMBERS;
  }

  @Override
  public OptionSet arguments() {
    return ARGUMENTS;
  }

  @Override
  public boolean readsNumbers() {
    return true;
  }

  @Override
  public Feature feature(String name, List<InputColumn> columns, Options arguments) {
    Transform transform = new Transform.Number(scaling(arguments), arguments.get(MISSING));
    return TableArguments.withRows(arguments, Feature.of(name, columns, transform));
  }

  private static Scaling scaling(Options arguments) {
    String word = arguments.get(SCALE);
    return Arrays.stream(Scaling.values())
        .filter(scaling -> word(scaling).equals(word))
        .findFirst()
        .orElseThrow();
  }

  private static String[] words() {
    return Arrays.stream(Scaling.values()).map(NumberFunction::word).toArray(String[]::new);
  }

  static String word(Scaling scaling) {
    return switch (scaling) {
      case NONE -> "none";
      case STANDARD -> "standard";
      case MIN_MAX -> "minMax";
      case LOG -> "log";
    };
  }

  private static MissingNumber parse(String text) {
    if (text.equalsIgnoreCase("row")) {
      return MissingNumber.OWN_ROW;
    }
    return text.equalsIgnoreCase("mean")
        ? MissingNumber.MEAN
        : MissingNumber.constant(Double.parseDouble(text));
  }

  static String print(MissingNumber missing) {
    return switch (missing.policy()) {
      case OWN_ROW -> "row";
      case MEAN -> "mean";
      case CONSTANT -> Double.toString(missing.constant());
    };
  }
}
