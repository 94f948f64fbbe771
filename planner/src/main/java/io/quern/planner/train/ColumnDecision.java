package io.quern.planner.train;

import static java.util.Objects.requireNonNull;

import io.quern.model.feature.Feature;
import io.quern.model.feature.InputColumn;
import io.quern.runtime.rows.SparkColumnTypes;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;

/**
 * What becomes of one column of the source.
 *
 * @param feature empty for a column that is skipped
 * @param why what decided it, as it reads in brackets
 */
record ColumnDecision(StructField column, Optional<Feature> feature, String why) {
  ColumnDecision {
    requireNonNull(column, "column is null");
    requireNonNull(feature, "feature is null");
    requireNonNull(why, "why is null");
  }

  /** The column as the training reads it; empty where it is skipped. */
  Optional<InputColumn> input() {
    return feature
        .flatMap(f -> SparkColumnTypes.of(column.dataType()))
        .map(type -> new InputColumn(column.name(), type));
  }

  /** As EXPLAIN TRAIN prints it, for example {@code category: STRING (by type)}. */
  String describe() {
    String use = feature.map(f -> f.kind().name().toLowerCase(Locale.ROOT)).orElse("skipped");
    return "%s: %s (%s)".formatted(use, column.dataType().sql(), why);
  }
}
