package io.quern.udf.metric;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.feature.ColumnType;
import io.quern.runtime.rows.SparkColumnTypes;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Cast$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;

/** Labels and scores as the metrics take them. */
final class Labels {
  private Labels() {}

  /**
   * The label in one of the types that {@link #isPositive} reads.
   *
   * @throws QuernException {@code TYPE}, when labels cannot have its type
   */
  static Expression label(Expression label, Metric<?> metric) {
    if (label.dataType() instanceof NullType) {
      return Cast$.MODULE$.apply(label, DataTypes.BooleanType, false);
    }
    Optional<ColumnType> type = SparkColumnTypes.of(label.dataType());
    if (type.isEmpty() || type.get().isArray()) {
      throw new QuernException(
          ErrorCode.TYPE,
          "The label of %s must be BOOLEAN, a number or STRING, found %s"
              .formatted(metric.name(), label.dataType().sql()));
    }
    return Cast$.MODULE$.apply(label, SparkColumnTypes.canonical(type.get()), false);
  }

  /**
   * The score as DOUBLE.
   *
   * @throws QuernException {@code TYPE}, when it is no number
   */
  static Expression score(Expression score, Metric<?> metric) {
    Optional<ColumnType> type = SparkColumnTypes.of(score.dataType());
    boolean number =
        type.filter(t -> t == ColumnType.NUMBER || t == ColumnType.INTEGRAL).isPresent();
    if (!number && !(score.dataType() instanceof NullType)) {
      throw new QuernException(
          ErrorCode.TYPE,
          "The score of %s must be a number, found %s"
              .formatted(metric.name(), score.dataType().sql()));
    }
    return Cast$.MODULE$.apply(score, DataTypes.DoubleType, false);
  }

  /**
   * @param label not null
   * @throws QuernException {@code DATA}, when it is neither 0 nor 1
   */
  static boolean isPositive(Object label, Metric<?> metric) {
    if (label instanceof Boolean positive) {
      return positive;
    }
    double value = label instanceof Number number ? number.doubleValue() : digit(label);
    if (value != 0 && value != 1) {
      throw new QuernException(
          ErrorCode.DATA,
          "Label '%s' is neither 0 nor 1, which %s expects".formatted(label, metric.name()));
    }
    return value == 1;
  }

  private static double digit(Object text) {
    return switch (text.toString()) {
      case "0" -> 0;
      case "1" -> 1;
      default -> Double.NaN;
    };
  }
}
