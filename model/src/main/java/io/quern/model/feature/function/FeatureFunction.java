package io.quern.model.feature.function;

import io.quern.api.OptionSet;
import io.quern.api.Options;
import io.quern.api.QuernException;
import io.quern.model.feature.Feature;
import io.quern.model.feature.InputColumn;
import java.util.List;

/** A function that makes a feature of columns. Immutable and thread-safe. */
public sealed interface FeatureFunction
    permits BagFunction, BucketsFunction, CategoryFunction, CrossFunction, NumberFunction {
  /** As written in the COLUMNS clause; matched without regard to case. */
  String name();

  /** One sentence. */
  String description();

  /** Which columns it takes. */
  ColumnRule columns();

  /** Its named arguments. */
  OptionSet arguments();

  /** Whether it reads its column as a number, not as the name of something. */
  default boolean readsNumbers() {
    return false;
  }

  /** Whether the feature stands for its first column, in place of that column's default one. */
  default boolean replacesDefault() {
    return true;
  }

  /** The columns that arguments name beside those in front, for example weights. */
  default List<ColumnArgument> columnArguments() {
    return List.of();
  }

  /**
   * The feature of checked columns and arguments.
   *
   * @param name of the feature
   * @param columns that fit {@link #columns()}, then those that arguments name
   * @param arguments that {@link #arguments()} has resolved
   * @throws QuernException {@code OPTION} when two arguments contradict each other
   */
  Feature feature(String name, List<InputColumn> columns, Options arguments);
}
