package io.quern.model.feature.function;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Options;
import io.quern.api.Range;
import io.quern.model.feature.Feature;
import io.quern.model.feature.Vocabulary;

/** Arguments about the rows that stand for a feature's values; several functions have them. */
public final class TableArguments {
  public static final Option<Integer> MIN_COUNT =
      Option.optional(
          "minCount",
          OptionType.INTEGER,
          "that of the training",
          Range.atLeast(1),
          "Training rows that must hold a value for it to get a row of its own;"
              + " rarer values share one.");

  public static final Option<Integer> MAX_SIZE =
      Option.optional(
          "maxSize",
          OptionType.INTEGER,
          "unlimited",
          Range.atLeast(1),
          "Values that get a row of their own, the most frequent first; the others share one.");

  public static final Option<String> TABLE =
      Option.optional(
          "table",
          OptionType.STRING,
          "the feature's own",
          new Range<>("a name", name -> !name.isBlank()),
          "Table of rows; features that name the same share the rows of equal values.");

  public static final Option<Integer> DIM =
      Option.optional(
          "dim",
          OptionType.INTEGER,
          "embeddingDim",
          Range.atLeast(1),
          "Length of the vectors, at most embeddingDim; networks see the rest as zeros.");

  private TableArguments() {}

  static Vocabulary vocabulary(Options arguments) {
    return new Vocabulary(
        arguments.find(MIN_COUNT).orElse(Vocabulary.AUTOMATIC.minCount()),
        arguments.find(MAX_SIZE).orElse(0));
  }

  /** The feature with rows as the arguments say: whose, and how long. */
  static Feature withRows(Options arguments, Feature feature) {
    return feature
        .withTable(arguments.find(TABLE).orElse(feature.table()))
        .withDim(arguments.find(DIM).orElse(feature.dim()));
  }
}
