package io.quern.udf.call;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.InputColumn;
import io.quern.runtime.rows.SparkColumnTypes;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Cast$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NullType;

/**
 * Brings arguments into the types a model's features are read in. Within a family of types anything
 * goes: integral widths for an integral feature, any number for a number; NULL fits everywhere.
 */
final class FeatureCasts {
  private final String path;

  FeatureCasts(String path) {
    this.path = path;
  }

  /** The feature's type as users know it. */
  static String typeName(InputColumn feature) {
    return SparkColumnTypes.canonical(feature.type()).sql();
  }

  /**
   * @throws QuernException {@code TYPE} when the argument is of another family
   */
  Expression cast(InputColumn feature, Expression argument) {
    DataType found = argument.dataType();
    if (!fits(feature.type(), found)) {
      throw new QuernException(
              ErrorCode.TYPE,
              "Model '%s' expects '%s' %s, the query gives %s"
                  .formatted(path, feature.name(), typeName(feature), found.sql()))
          .withHint("Cast the argument: cast(... as " + typeName(feature) + ").");
    }
    DataType expected = SparkColumnTypes.canonical(feature.type());
    return found.equals(expected) ? argument : Cast$.MODULE$.apply(argument, expected, false);
  }

  private static boolean fits(ColumnType expected, DataType found) {
    if (found instanceof NullType) {
      return true;
    }
    if (found instanceof ArrayType array && array.elementType() instanceof NullType) {
      return expected.isArray();
    }
    Optional<ColumnType> type = SparkColumnTypes.of(found);
    return type.isPresent()
        && (type.get() == expected
            || (expected == ColumnType.NUMBER && type.get() == ColumnType.INTEGRAL)
            || (expected == ColumnType.NUMBER_ARRAY && type.get() == ColumnType.INTEGRAL_ARRAY));
  }
}
