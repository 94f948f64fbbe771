package io.quern.ml;

import io.quern.model.feature.InputColumn;
import io.quern.runtime.rows.SparkColumnTypes;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Input columns as Spark columns in their canonical types. */
final class InputColumns {
  private InputColumns() {}

  static List<Column> of(List<InputColumn> columns) {
    return columns.stream().map(InputColumns::of).toList();
  }

  private static Column of(InputColumn column) {
    return functions
        .col("`" + column.name().replace("`", "``") + "`")
        .cast(SparkColumnTypes.canonical(column.type()))
        .as(column.name());
  }
}
