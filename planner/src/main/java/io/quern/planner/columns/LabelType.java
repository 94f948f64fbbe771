package io.quern.planner.columns;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.model.feature.ColumnType;
import io.quern.runtime.rows.SparkColumnTypes;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;

/** Which types a label may have. Its values are checked when they are read. */
public final class LabelType {
  private LabelType() {}

  /**
   * @throws QuernException {@link ErrorCode#TYPE} at {@code place} for a column that cannot hold 0
   *     and 1
   */
  public static void require(StructField label, Optional<SourcePosition> place) {
    Optional<ColumnType> type = SparkColumnTypes.of(label.dataType());
    if (type.isEmpty() || type.get().isArray()) {
      throw Places.at(
          new QuernException(
              ErrorCode.TYPE,
              "Label column '%s' has type %s, expected BOOLEAN, a number or STRING"
                  .formatted(label.name(), label.dataType().sql())),
          place);
    }
  }
}
