package io.quern.udf.metric;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.FeatureKeys;
import io.quern.runtime.rows.SparkColumnTypes;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Cast$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.unsafe.types.UTF8String;

/** Labels, scores, groups and thresholds as the metrics take them. */
final class Arguments {
  private Arguments() {}

  /**
   * A call's argument in the type that metrics read.
   *
   * @throws QuernException {@code TYPE}, when the parameter cannot have its type
   */
  static Expression canonical(String parameter, Expression argument, String metric) {
    return switch (parameter) {
      case Signature.SCORE -> number(argument, "score", metric);
      case Signature.THRESHOLD -> number(argument, "threshold", metric);
      default -> scalar(argument, parameter, metric);
    };
  }

  private static Expression scalar(Expression argument, String parameter, String metric) {
    if (argument.dataType() instanceof NullType) {
      return Cast$.MODULE$.apply(argument, DataTypes.BooleanType, false);
    }
    Optional<ColumnType> type = SparkColumnTypes.of(argument.dataType());
    if (type.isEmpty() || type.get().isArray()) {
      throw new QuernException(
          ErrorCode.TYPE,
          "The %s of %s must be BOOLEAN, a number or STRING, found %s"
              .formatted(parameter, metric, argument.dataType().sql()));
    }
    return Cast$.MODULE$.apply(argument, SparkColumnTypes.canonical(type.get()), false);
  }

  private static Expression number(Expression argument, String parameter, String metric) {
    Optional<ColumnType> type = SparkColumnTypes.of(argument.dataType());
    boolean number =
        type.filter(t -> t == ColumnType.NUMBER || t == ColumnType.INTEGRAL).isPresent();
    if (!number && !(argument.dataType() instanceof NullType)) {
      throw new QuernException(
          ErrorCode.TYPE,
          "The %s of %s must be a number, found %s"
              .formatted(parameter, metric, argument.dataType().sql()));
    }
    return Cast$.MODULE$.apply(argument, DataTypes.DoubleType, false);
  }

  /**
   * The value of a threshold.
   *
   * @param threshold DOUBLE
   * @throws QuernException {@code TYPE}, when it differs from row to row or is no number
   */
  static double constant(Expression threshold, String metric) {
    Object value = threshold.foldable() ? threshold.eval(InternalRow.empty()) : null;
    if (value == null || Double.isNaN((Double) value)) {
      throw new QuernException(
          ErrorCode.TYPE,
          "The threshold of %s must be a constant number, found '%s'"
              .formatted(metric, threshold.sql()));
    }
    return (Double) value;
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

  /**
   * A group as a number: itself, the bits of a fraction, or 64 bits of hash of a text, of which two
   * among a million agree with a probability of 3 in 100 million.
   *
   * @param group not null
   */
  static long groupKey(Object group) {
    if (group instanceof UTF8String text) {
      return FeatureKeys.ofUtf8(0, text.getBytes());
    }
    if (group instanceof Double number) {
      return Double.doubleToLongBits(number + 0.0);
    }
    return group instanceof Boolean flag ? (flag ? 1 : 0) : (Long) group;
  }
}
