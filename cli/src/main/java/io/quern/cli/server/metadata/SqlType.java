package io.quern.cli.server.metadata;

import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;

/** Spark's types as JDBC numbers them. */
enum SqlType {
  BOOLEAN("boolean", Types.BOOLEAN, 1, 0),
  TINYINT("tinyint", Types.TINYINT, 3, 10),
  SMALLINT("smallint", Types.SMALLINT, 5, 10),
  INT("int", Types.INTEGER, 10, 10),
  BIGINT("bigint", Types.BIGINT, 19, 10),
  FLOAT("float", Types.FLOAT, 7, 10),
  DOUBLE("double", Types.DOUBLE, 15, 10),
  DECIMAL("decimal", Types.DECIMAL, 38, 10),
  STRING("string", Types.VARCHAR, Integer.MAX_VALUE, 0),
  BINARY("binary", Types.BINARY, Integer.MAX_VALUE, 0),
  DATE("date", Types.DATE, 10, 0),
  TIMESTAMP("timestamp", Types.TIMESTAMP, 29, 0),
  TIMESTAMP_NTZ("timestamp_ntz", Types.TIMESTAMP, 29, 0),
  ARRAY("array", Types.ARRAY, 0, 0),
  MAP("map", Types.JAVA_OBJECT, 0, 0),
  STRUCT("struct", Types.STRUCT, 0, 0),
  OTHER("void", Types.OTHER, 0, 0);

  private final String typeName;
  private final int number;
  private final int precision;
  private final int radix;

  SqlType(String typeName, int number, int precision, int radix) {
    this.typeName = typeName;
    this.number = number;
    this.precision = precision;
    this.radix = radix;
  }

  /** The kind of a type, whatever its parameters. */
  static SqlType of(DataType type) {
    if (type instanceof DecimalType) {
      return DECIMAL;
    }
    return Arrays.stream(values())
        .filter(known -> known.typeName.equals(type.typeName()) || known.isCalled(type))
        .findFirst()
        .orElse(OTHER);
  }

  private boolean isCalled(DataType type) {
    return typeName.equals(type.simpleString());
  }

  /** Those that a column can be declared with. */
  static List<SqlType> declarable() {
    return Arrays.stream(values()).filter(type -> type != OTHER).toList();
  }

  String typeName() {
    return typeName;
  }

  /** Of {@link java.sql.Types}. */
  int number() {
    return number;
  }

  /** The most digits, characters or bytes. */
  int precision() {
    return precision;
  }

  /** 10 for numbers; empty for everything else. */
  Optional<Integer> radix() {
    return radix == 0 ? Optional.empty() : Optional.of(radix);
  }

  boolean isText() {
    return this == STRING;
  }

  boolean isNumber() {
    return radix != 0;
  }
}
