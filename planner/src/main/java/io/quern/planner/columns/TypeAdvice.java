package io.quern.planner.columns;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** How to learn from a column whose type is no feature's: what a query can make of it. */
final class TypeAdvice {
  private TypeAdvice() {}

  /** A statement's beginning that does so. */
  static String of(StructField column) {
    return "train (select *, %s from …)".formatted(select(column));
  }

  private static String select(StructField column) {
    String name = column.name();
    String quoted = name.matches("[A-Za-z_]\\w*") ? name : "`" + name.replace("`", "``") + "`";
    DataType type = column.dataType();
    if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      return "hour(%s) as hour, dayofweek(%s) as weekday".formatted(quoted, quoted);
    }
    if (type instanceof DateType) {
      return "dayofweek(" + quoted + ") as weekday";
    }
    if (type instanceof MapType) {
      return quoted + "['KEY'] as KEY";
    }
    if (type instanceof StructType) {
      return quoted + ".*";
    }
    return type instanceof ArrayType
        ? quoted + "[0] as first"
        : "cast(" + quoted + " as string) as text";
  }
}
