package io.quern.runtime.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.ColumnType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SparkColumnTypesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "string:STRING",
        "boolean:BOOLEAN",
        "tinyint:INTEGRAL",
        "smallint:INTEGRAL",
        "int:INTEGRAL",
        "bigint:INTEGRAL",
        "float:NUMBER",
        "double:NUMBER",
        "decimal(10,2):NUMBER",
        "array<string>:STRING_ARRAY",
        "array<boolean>:BOOLEAN_ARRAY",
        "array<int>:INTEGRAL_ARRAY",
        "array<bigint>:INTEGRAL_ARRAY"
      })
  void acceptsTypesThatModelsUse(String sql, ColumnType expected) {
    assertThat(SparkColumnTypes.of(parse(sql))).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "date",
        "timestamp",
        "binary",
        "array<date>",
        "array<array<int>>",
        "map<string,int>",
        "struct<a:int>"
      })
  void refusesOtherTypes(String sql) {
    assertThat(SparkColumnTypes.of(parse(sql))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ColumnType.class)
  void canonicalTypeReadsAsTheSameColumnType(ColumnType type) {
    assertThat(SparkColumnTypes.of(SparkColumnTypes.canonical(type))).contains(type);
  }

  @Test
  void acceptsStringsOfAnyCollation() {
    assertThat(SparkColumnTypes.of(parse("string collate UTF8_LCASE"))).contains(ColumnType.STRING);
    assertThat(SparkColumnTypes.canonical(ColumnType.STRING)).isEqualTo(DataTypes.StringType);
  }

  private static DataType parse(String sql) {
    return StructType.fromDDL("c " + sql).fields()[0].dataType();
  }
}
