package io.quern.model.algorithm;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import java.util.List;

/** Which columns of the source take part, and how. */
public final class ColumnOptions {
  public static final Option<String> LABEL =
      Option.required(
          "label", OptionType.COLUMN, "Column to predict: BOOLEAN, a number or text, 0 or 1.");

  public static final Option<List<String>> FEATURES =
      Option.optional(
          "features",
          OptionType.NAMES,
          "all other columns",
          notEmpty(),
          "Columns to learn from, in any order.");

  public static final Option<List<String>> CATEGORICAL =
      Option.optional(
          "categorical",
          OptionType.NAMES,
          "strings, booleans and whole numbers",
          Range.any(),
          "Columns to treat as categories, whatever their type.");

  public static final Option<List<String>> NUMERIC =
      Option.optional(
          "numeric",
          OptionType.NAMES,
          "FLOAT, DOUBLE and DECIMAL columns",
          Range.any(),
          "Columns to treat as numbers, whatever their type.");

  /** In the order SHOW OPTIONS prints them. */
  static final List<Option<?>> ALL = List.of(LABEL, FEATURES, CATEGORICAL, NUMERIC);

  private ColumnOptions() {}

  private static Range<List<String>> notEmpty() {
    return new Range<>("at least one name", names -> !names.isEmpty());
  }
}
