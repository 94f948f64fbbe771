package io.quern.planner.columns;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.Option;
import io.quern.api.Options;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.model.algorithm.ColumnOptions;
import io.quern.model.feature.function.FeatureFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;

/** What the options {@code label, features, categorical} and {@code numeric} say about columns. */
final class ColumnRoles {
  private final SourceColumns columns;
  private final Options options;
  private final Optional<StructField> label;
  private final List<StructField> named;
  private final List<StructField> categorical;
  private final List<StructField> numeric;
  private final List<StructField> candidates;

  /**
   * Resolves the names that the options give.
   *
   * @throws QuernException for a name that no column has, that is given twice, or that contradicts
   *     another option
   */
  ColumnRoles(SourceColumns columns, Options options) {
    this.columns = requireNonNull(columns, "columns is null");
    this.options = requireNonNull(options, "options is null");
    this.label = label(columns, options);
    this.named = resolve("Feature column", ColumnOptions.FEATURES);
    this.categorical = resolve("Categorical column", ColumnOptions.CATEGORICAL);
    this.numeric = resolve("Numeric column", ColumnOptions.NUMERIC);
    for (StructField column : numeric) {
      if (categorical.contains(column)) {
        throw optionError(
            ColumnOptions.NUMERIC,
            "Column '%s' is both in 'categorical' and in 'numeric'".formatted(column.name()));
      }
    }
    this.candidates = named.isEmpty() ? others() : source(named);
  }

  private static Optional<StructField> label(SourceColumns columns, Options options) {
    return options
        .find(ColumnOptions.LABEL)
        .map(
            name ->
                columns.get(
                    "Label column '%s'".formatted(name), name, options.place(ColumnOptions.LABEL)));
  }

  /** Empty where there is nothing to predict. */
  Optional<StructField> label() {
    return label;
  }

  private boolean isLabel(StructField column) {
    return label.equals(Optional.of(column));
  }

  /** The columns that may take part, in the order of the source. */
  List<StructField> candidates() {
    return candidates;
  }

  /** Whether option {@code features} names the candidates. */
  boolean areNamed() {
    return !named.isEmpty();
  }

  boolean isCategorical(StructField column) {
    return categorical.contains(column);
  }

  boolean isNumeric(StructField column) {
    return numeric.contains(column);
  }

  /**
   * @throws QuernException where {@code categorical} or {@code numeric} names what is no candidate
   */
  void requireConsistent() {
    requireCandidates(ColumnOptions.CATEGORICAL, categorical);
    requireCandidates(ColumnOptions.NUMERIC, numeric);
  }

  /**
   * @throws QuernException at {@code place} for the label, or a column that option {@code features}
   *     leaves out
   */
  void requireCandidate(StructField column, SourcePosition place) {
    if (isLabel(column)) {
      throw new QuernException(
              ErrorCode.OPTION, "Column '%s' is the label".formatted(column.name()))
          .at(place);
    }
    if (!candidates.contains(column)) {
      throw new QuernException(
              ErrorCode.OPTION,
              "Column '%s' is not one of option 'features'".formatted(column.name()))
          .at(place)
          .withHint("Name it there too, or leave the option out");
    }
  }

  /**
   * @throws QuernException at {@code place} where an option says that the column is a number and
   *     the function reads a category, or the other way round
   */
  void requireReadAs(String column, FeatureFunction function, SourcePosition place) {
    if (function.replacesDefault()) {
      boolean asNumber = function.readsNumbers();
      requireNotIn(
          asNumber ? ColumnOptions.CATEGORICAL : ColumnOptions.NUMERIC,
          asNumber ? categorical : numeric,
          column,
          "function %s reads it as %s"
              .formatted(function.name(), asNumber ? "a number" : "a category"),
          place);
    }
  }

  /**
   * @throws QuernException at {@code place} where {@code categorical} or {@code numeric} names a
   *     column that is another's argument
   */
  void requireNoOverride(
      String column, FeatureFunction function, String argument, SourcePosition place) {
    String use = "function %s reads it as %s".formatted(function.name(), argument);
    requireNotIn(ColumnOptions.CATEGORICAL, categorical, column, use, place);
    requireNotIn(ColumnOptions.NUMERIC, numeric, column, use, place);
  }

  private static void requireNotIn(
      Option<?> option, List<StructField> given, String column, String use, SourcePosition place) {
    if (given.stream().anyMatch(field -> field.name().equals(column))) {
      throw new QuernException(
              ErrorCode.OPTION,
              "Column '%s' is in option '%s', but %s".formatted(column, option.name(), use))
          .at(place);
    }
  }

  private List<StructField> resolve(String role, Option<List<String>> option) {
    List<StructField> resolved = new ArrayList<>();
    for (String name : options.find(option).orElse(List.of())) {
      StructField column =
          columns.get("%s '%s'".formatted(role, name), name, options.place(option));
      if (resolved.contains(column)) {
        throw optionError(option, "%s '%s' is given twice".formatted(role, column.name()));
      }
      if (isLabel(column)) {
        throw optionError(option, "%s '%s' is the label".formatted(role, column.name()));
      }
      resolved.add(column);
    }
    return resolved;
  }

  private List<StructField> source(List<StructField> chosen) {
    return columns.all().stream().filter(chosen::contains).toList();
  }

  private List<StructField> others() {
    List<StructField> others = columns.all().stream().filter(column -> !isLabel(column)).toList();
    others.forEach(
        column ->
            columns.get("Column '%s'".formatted(column.name()), column.name(), Optional.empty()));
    return others;
  }

  private void requireCandidates(Option<List<String>> option, List<StructField> given) {
    for (StructField column : given) {
      if (!candidates.contains(column)) {
        throw optionError(
            option,
            "Column '%s' of option '%s' is not one of the features"
                .formatted(column.name(), option.name()));
      }
    }
  }

  private QuernException optionError(Option<?> option, String message) {
    return Places.at(new QuernException(ErrorCode.OPTION, message), options.place(option));
  }
}
