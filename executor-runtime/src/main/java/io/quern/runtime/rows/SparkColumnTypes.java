package io.quern.runtime.rows;

import io.quern.model.feature.ColumnType;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;

/**
 * Which Spark types a model's columns can have, and the one type that rows carry for each of them.
 */
public final class SparkColumnTypes {
  private SparkColumnTypes() {}

  /** How a column of {@code type} reaches the encoder; empty where a model cannot use it. */
  public static Optional<ColumnType> of(DataType type) {
    return type instanceof ArrayType array
        ? ofScalar(array.elementType()).flatMap(SparkColumnTypes::arrayOf)
        : ofScalar(type);
  }

  /** The type a column is cast to before {@link InternalRowReader} reads it. */
  public static DataType canonical(ColumnType type) {
    return switch (type) {
      case STRING -> DataTypes.StringType;
      case BOOLEAN -> DataTypes.BooleanType;
      case INTEGRAL -> DataTypes.LongType;
      case NUMBER -> DataTypes.DoubleType;
      case STRING_ARRAY -> DataTypes.createArrayType(DataTypes.StringType);
      case BOOLEAN_ARRAY -> DataTypes.createArrayType(DataTypes.BooleanType);
      case INTEGRAL_ARRAY -> DataTypes.createArrayType(DataTypes.LongType);
      case NUMBER_ARRAY -> DataTypes.createArrayType(DataTypes.DoubleType);
    };
  }

  private static Optional<ColumnType> ofScalar(DataType type) {
    if (type instanceof StringType) {
      return Optional.of(ColumnType.STRING);
    }
    if (type instanceof BooleanType) {
      return Optional.of(ColumnType.BOOLEAN);
    }
    if (isIntegral(type)) {
      return Optional.of(ColumnType.INTEGRAL);
    }
    if (type instanceof FloatType || type instanceof DoubleType || type instanceof DecimalType) {
      return Optional.of(ColumnType.NUMBER);
    }
    return Optional.empty();
  }

  static boolean isIntegral(DataType type) {
    return type instanceof ByteType
        || type instanceof ShortType
        || type instanceof IntegerType
        || type instanceof LongType;
  }

  private static Optional<ColumnType> arrayOf(ColumnType element) {
    return switch (element) {
      case STRING -> Optional.of(ColumnType.STRING_ARRAY);
      case BOOLEAN -> Optional.of(ColumnType.BOOLEAN_ARRAY);
      case INTEGRAL -> Optional.of(ColumnType.INTEGRAL_ARRAY);
      case NUMBER -> Optional.of(ColumnType.NUMBER_ARRAY);
      default -> Optional.empty();
    };
  }
}
