package io.quern.planner.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.Option;
import io.quern.api.Options;
import io.quern.api.QuernException;
import io.quern.model.algorithm.ColumnOptions;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.InputColumn;
import io.quern.runtime.rows.SparkColumnTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;

/**
 * Decides for each column of a source whether and how it takes part. Strings, booleans and whole
 * numbers are categories, FLOAT, DOUBLE and DECIMAL numbers, arrays bags; options {@code features},
 * {@code categorical} and {@code numeric} come first.
 */
final class ColumnChooser {
  private static final String SUPPORTED =
      "supported are numbers, BOOLEAN, STRING, and arrays of whole numbers, BOOLEAN or STRING";

  private final SourceColumns columns;
  private final Options options;
  private final StructField label;
  private final List<StructField> named;
  private final List<StructField> categorical;
  private final List<StructField> numeric;

  /**
   * Resolves the names that the options give.
   *
   * @throws QuernException for a name that no column has, that is given twice, or that contradicts
   *     another option
   */
  ColumnChooser(SourceColumns columns, Options options) {
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
  }

  private static StructField label(SourceColumns columns, Options options) {
    String name = options.get(ColumnOptions.LABEL);
    return columns.get(
        "Label column '%s'".formatted(name), name, options.place(ColumnOptions.LABEL));
  }

  StructField label() {
    return label;
  }

  /**
   * One decision per column that is asked for, in the order of the source.
   *
   * @throws QuernException for a column that cannot take part as asked, and where none takes part
   */
  List<ColumnDecision> choose() {
    List<StructField> candidates = candidates();
    requireCandidates(ColumnOptions.CATEGORICAL, categorical, candidates);
    requireCandidates(ColumnOptions.NUMERIC, numeric, candidates);
    List<ColumnDecision> decisions = candidates.stream().map(this::decide).toList();
    if (decisions.stream().allMatch(decision -> decision.feature().isEmpty())) {
      throw new QuernException(
          ErrorCode.TYPE,
          "The source has no column to learn from beside label '%s'".formatted(label.name()));
    }
    return decisions;
  }

  private List<StructField> resolve(String role, Option<List<String>> option) {
    List<StructField> resolved = new ArrayList<>();
    for (String name : options.find(option).orElse(List.of())) {
      StructField column =
          columns.get("%s '%s'".formatted(role, name), name, options.place(option));
      if (resolved.contains(column)) {
        throw optionError(option, "%s '%s' is given twice".formatted(role, column.name()));
      }
      if (column.equals(label)) {
        throw optionError(option, "%s '%s' is the label".formatted(role, column.name()));
      }
      resolved.add(column);
    }
    return resolved;
  }

  private List<StructField> candidates() {
    if (!named.isEmpty()) {
      return columns.all().stream().filter(named::contains).toList();
    }
    List<StructField> others =
        columns.all().stream().filter(column -> !column.equals(label)).toList();
    others.forEach(
        column ->
            columns.get("Column '%s'".formatted(column.name()), column.name(), Optional.empty()));
    return others;
  }

  private void requireCandidates(
      Option<List<String>> option, List<StructField> given, List<StructField> candidates) {
    for (StructField column : given) {
      if (!candidates.contains(column)) {
        throw optionError(
            option,
            "Column '%s' of option '%s' is not one of the features"
                .formatted(column.name(), option.name()));
      }
    }
  }

  private ColumnDecision decide(StructField column) {
    Optional<ColumnType> type = SparkColumnTypes.of(column.dataType());
    if (type.isEmpty() || type.get() == ColumnType.NUMBER_ARRAY) {
      return unsupported(column);
    }
    if (numeric.contains(column)) {
      return numeric(column, type.get());
    }
    if (categorical.contains(column)) {
      FeatureKind kind = type.get().isArray() ? FeatureKind.BAG : FeatureKind.CATEGORY;
      return decided(column, type.get(), kind, "by option 'categorical'");
    }
    return decided(column, type.get(), kindOf(type.get()), "by type");
  }

  private ColumnDecision numeric(StructField column, ColumnType type) {
    if (type != ColumnType.NUMBER && type != ColumnType.INTEGRAL) {
      throw Places.at(
          new QuernException(
                  ErrorCode.TYPE,
                  "Numeric column '%s' has type %s, expected a number"
                      .formatted(column.name(), column.dataType().sql()))
              .withHint("Cast it to DOUBLE in a query"),
          options.place(ColumnOptions.NUMERIC));
    }
    return decided(column, type, FeatureKind.NUMBER, "by option 'numeric'");
  }

  private ColumnDecision unsupported(StructField column) {
    if (named.isEmpty()) {
      return new ColumnDecision(column, Optional.empty(), SUPPORTED);
    }
    throw Places.at(
        new QuernException(
            ErrorCode.TYPE,
            "Feature column '%s' has type %s; %s"
                .formatted(column.name(), column.dataType().sql(), SUPPORTED)),
        options.place(ColumnOptions.FEATURES));
  }

  private static FeatureKind kindOf(ColumnType type) {
    if (type.isArray()) {
      return FeatureKind.BAG;
    }
    return type == ColumnType.NUMBER ? FeatureKind.NUMBER : FeatureKind.CATEGORY;
  }

  private static ColumnDecision decided(
      StructField column, ColumnType type, FeatureKind kind, String why) {
    Feature feature = Feature.ofColumn(new InputColumn(column.name(), type), kind);
    return new ColumnDecision(column, Optional.of(feature), why);
  }

  private QuernException optionError(Option<?> option, String message) {
    return Places.at(new QuernException(ErrorCode.OPTION, message), options.place(option));
  }
}
