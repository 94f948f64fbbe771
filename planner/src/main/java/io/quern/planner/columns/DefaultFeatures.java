package io.quern.planner.columns;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.Options;
import io.quern.api.QuernException;
import io.quern.model.algorithm.ColumnOptions;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.InputColumn;
import io.quern.runtime.rows.SparkColumnTypes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.types.StructField;

/**
 * What becomes of a column that the COLUMNS clause does not name. Strings, booleans and whole
 * numbers are categories, FLOAT, DOUBLE and DECIMAL numbers, arrays bags; options {@code
 * categorical} and {@code numeric} come first. Where nobody said that whole numbers are ids, the
 * training rows may add that they are quantities.
 */
final class DefaultFeatures {
  /** Which types a column may have, as it reads after its own. */
  static final String SUPPORTED =
      "supported are numbers, BOOLEAN, STRING, and arrays of whole numbers, BOOLEAN or STRING";

  private final ColumnRoles roles;
  private final Options options;

  DefaultFeatures(ColumnRoles roles, Options options) {
    this.roles = requireNonNull(roles, "roles is null");
    this.options = requireNonNull(options, "options is null");
  }

  /**
   * The column's feature; empty where its type is not supported and nobody named the column.
   *
   * @throws QuernException for a column that cannot take part as asked
   */
  Optional<MadeFeature> make(StructField column) {
    Optional<ColumnType> type = SparkColumnTypes.of(column.dataType());
    if (type.isEmpty() || type.get() == ColumnType.NUMBER_ARRAY) {
      requireNotNamed(column);
      return Optional.empty();
    }
    return Optional.of(make(column, type.get()));
  }

  private MadeFeature make(StructField column, ColumnType type) {
    if (roles.isNumeric(column)) {
      requireNumber(column, type);
      return made(column, type, FeatureKind.NUMBER, "by option 'numeric'");
    }
    if (roles.isCategorical(column)) {
      FeatureKind kind = type.isArray() ? FeatureKind.BAG : FeatureKind.CATEGORY;
      return made(column, type, kind, "by option 'categorical'");
    }
    return type == ColumnType.INTEGRAL
        ? made(
            column, type, Feature::ofWholeNumbers, "by type, and a number if they are quantities")
        : made(column, type, kindOf(type), "by type");
  }

  private void requireNumber(StructField column, ColumnType type) {
    if (!type.isNumeric()) {
      throw Places.at(
          new QuernException(
                  ErrorCode.TYPE,
                  "Numeric column '%s' has type %s, expected a number"
                      .formatted(column.name(), column.dataType().sql()))
              .withHint("Cast it to DOUBLE in a query"),
          options.place(ColumnOptions.NUMERIC));
    }
  }

  private void requireNotNamed(StructField column) {
    if (roles.areNamed()) {
      throw Places.at(
          new QuernException(
                  ErrorCode.TYPE,
                  "Feature column '%s' has type %s; %s"
                      .formatted(column.name(), column.dataType().sql(), SUPPORTED))
              .withHint("To learn from it: " + TypeAdvice.of(column)),
          options.place(ColumnOptions.FEATURES));
    }
  }

  private static FeatureKind kindOf(ColumnType type) {
    if (type.isArray()) {
      return FeatureKind.BAG;
    }
    return type == ColumnType.NUMBER ? FeatureKind.NUMBER : FeatureKind.CATEGORY;
  }

  private static MadeFeature made(
      StructField column, ColumnType type, FeatureKind kind, String why) {
    return made(column, type, input -> Feature.ofColumn(input, kind), why);
  }

  private static MadeFeature made(
      StructField column, ColumnType type, Function<InputColumn, Feature> feature, String why) {
    InputColumn input = new InputColumn(column.name(), type);
    return new MadeFeature(feature.apply(input), List.of(input), Optional.empty(), why);
  }
}
