package io.quern.model.feature.function;

import io.quern.api.ErrorCode;
import io.quern.api.Option;
import io.quern.api.OptionSet;
import io.quern.api.OptionType;
import io.quern.api.Options;
import io.quern.api.QuernException;
import io.quern.api.Range;
import io.quern.model.feature.Feature;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.MissingNumber;
import io.quern.model.feature.Transform;
import java.util.List;
import java.util.stream.IntStream;

/** {@code buckets(column, at => (..))} or {@code buckets(column, quantiles => n)}. */
final class BucketsFunction implements FeatureFunction {
  private static final Option<List<Double>> AT =
      Option.optional(
          "at",
          OptionType.DOUBLES,
          "by quantiles",
          new Range<>("at least one boundary, in ascending order", BucketsFunction::ascends),
          "Boundaries between the buckets; a number on a boundary belongs above it.");

  private static final Option<Integer> QUANTILES =
      Option.optional(
          "quantiles",
          OptionType.INTEGER,
          "none",
          Range.between(2, Transform.Quantiles.MAX_COUNT),
          "Buckets, with boundaries that part the training rows into equally many.");

  private static final Option<MissingNumber> MISSING =
      Option.of(
          "missing",
          OptionType.of("row or a number", BucketsFunction::parse, NumberFunction::print),
          MissingNumber.OWN_ROW,
          Range.any(),
          "What stands for a missing number: a row of its own, or that number's bucket.");

  private static final OptionSet ARGUMENTS =
      OptionSet.arguments("buckets", List.of(AT, QUANTILES, MISSING, TableArguments.DIM));

  @Override
  public String name() {
    return "buckets";
  }

  @Override
  public String description() {
    return "The bucket that a number falls into is an id with a row of its own.";
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
    return TableArguments.withRows(arguments, Feature.of(name, columns, transform(arguments)));
  }

  private static Transform transform(Options arguments) {
    if (arguments.isGiven(AT) == arguments.isGiven(QUANTILES)) {
      QuernException error =
          new QuernException(
              ErrorCode.OPTION,
              arguments.isGiven(AT)
                  ? "Arguments 'at' and 'quantiles' of buckets exclude each other"
                  : "Function buckets needs argument 'at' or 'quantiles'");
      throw arguments.place(QUANTILES).map(error::at).orElse(error);
    }
    return arguments.isGiven(AT)
        ? new Transform.Buckets(arguments.get(AT), arguments.get(MISSING))
        : new Transform.Quantiles(arguments.get(QUANTILES), arguments.get(MISSING));
  }

  private static MissingNumber parse(String text) {
    return text.equalsIgnoreCase("row")
        ? MissingNumber.OWN_ROW
        : MissingNumber.constant(Double.parseDouble(text));
  }

  private static boolean ascends(List<Double> boundaries) {
    return !boundaries.isEmpty()
        && IntStream.range(1, boundaries.size())
            .allMatch(i -> boundaries.get(i - 1) < boundaries.get(i));
  }
}
