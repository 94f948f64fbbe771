package io.quern.cli.server.rows;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.apache.hive.service.rpc.thrift.TColumnDesc;
import org.apache.hive.service.rpc.thrift.TPrimitiveTypeEntry;
import org.apache.hive.service.rpc.thrift.TTypeDesc;
import org.apache.hive.service.rpc.thrift.TTypeEntry;
import org.apache.hive.service.rpc.thrift.TTypeId;
import org.apache.hive.service.rpc.thrift.TTypeQualifierValue;
import org.apache.hive.service.rpc.thrift.TTypeQualifiers;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * One column of a result.
 *
 * @param type as clients are told
 * @param values how its values travel: as BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, DOUBLE, BINARY,
 *     or as STRING, which is what all others are written as
 */
public record WireColumn(String name, DataType type, TTypeId values) {
  public WireColumn {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    requireNonNull(values, "values is null");
  }

  static WireColumn of(String name, DataType type) {
    return new WireColumn(name, type, values(type));
  }

  private static TTypeId values(DataType type) {
    TTypeId id = id(type);
    return switch (id) {
      case BOOLEAN_TYPE, TINYINT_TYPE, SMALLINT_TYPE, INT_TYPE, BIGINT_TYPE, BINARY_TYPE -> id;
      case FLOAT_TYPE, DOUBLE_TYPE -> TTypeId.DOUBLE_TYPE;
      default -> TTypeId.STRING_TYPE;
    };
  }

  /** The protocol's type; texts where it has none, intervals and variants among them. */
  static TTypeId id(DataType type) {
    if (type.equals(DataTypes.BooleanType)) {
      return TTypeId.BOOLEAN_TYPE;
    } else if (type.equals(DataTypes.ByteType)) {
      return TTypeId.TINYINT_TYPE;
    } else if (type.equals(DataTypes.ShortType)) {
      return TTypeId.SMALLINT_TYPE;
    } else if (type.equals(DataTypes.IntegerType)) {
      return TTypeId.INT_TYPE;
    } else if (type.equals(DataTypes.LongType)) {
      return TTypeId.BIGINT_TYPE;
    } else if (type.equals(DataTypes.FloatType)) {
      return TTypeId.FLOAT_TYPE;
    } else if (type.equals(DataTypes.DoubleType)) {
      return TTypeId.DOUBLE_TYPE;
    } else if (type.equals(DataTypes.BinaryType)) {
      return TTypeId.BINARY_TYPE;
    }
    return idOfText(type);
  }

  private static TTypeId idOfText(DataType type) {
    if (type instanceof StringType) {
      return TTypeId.STRING_TYPE;
    } else if (type instanceof DecimalType) {
      return TTypeId.DECIMAL_TYPE;
    } else if (type instanceof DateType) {
      return TTypeId.DATE_TYPE;
    } else if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      return TTypeId.TIMESTAMP_TYPE;
    } else if (type instanceof ArrayType) {
      return TTypeId.ARRAY_TYPE;
    } else if (type instanceof MapType) {
      return TTypeId.MAP_TYPE;
    } else if (type instanceof StructType) {
      return TTypeId.STRUCT_TYPE;
    }
    return type instanceof NullType ? TTypeId.NULL_TYPE : TTypeId.STRING_TYPE;
  }

  /** Whether its texts are JSON. */
  boolean isJson() {
    return type instanceof ArrayType || type instanceof MapType || type instanceof StructType;
  }

  /**
   * As the protocol describes it.
   *
   * @param position 1-based
   */
  TColumnDesc description(int position) {
    TPrimitiveTypeEntry primitive = new TPrimitiveTypeEntry(id(type));
    if (type instanceof DecimalType decimal) {
      primitive.setTypeQualifiers(
          new TTypeQualifiers(
              Map.of(
                  "precision", TTypeQualifierValue.i32Value(decimal.precision()),
                  "scale", TTypeQualifierValue.i32Value(decimal.scale()))));
    }
    TTypeDesc description = new TTypeDesc(List.of(TTypeEntry.primitiveEntry(primitive)));
    return new TColumnDesc(name, description, position);
  }
}
