package io.quern.cli.server.metadata;

import org.apache.spark.sql.types.StructType;

/** The columns that JDBC prescribes for each of {@code DatabaseMetaData}'s results. */
final class MetadataColumns {
  static final StructType CATALOGS = StructType.fromDDL("TABLE_CAT string");

  static final StructType SCHEMAS = StructType.fromDDL("TABLE_SCHEM string, TABLE_CATALOG string");

  static final StructType TABLE_TYPES = StructType.fromDDL("TABLE_TYPE string");

  static final StructType TABLES =
      StructType.fromDDL(
          "TABLE_CAT string, TABLE_SCHEM string, TABLE_NAME string, TABLE_TYPE string,"
              + " REMARKS string, TYPE_CAT string, TYPE_SCHEM string, TYPE_NAME string,"
              + " SELF_REFERENCING_COL_NAME string, REF_GENERATION string");

  static final StructType COLUMNS =
      StructType.fromDDL(
          "TABLE_CAT string, TABLE_SCHEM string, TABLE_NAME string, COLUMN_NAME string,"
              + " DATA_TYPE int, TYPE_NAME string, COLUMN_SIZE int, BUFFER_LENGTH tinyint,"
              + " DECIMAL_DIGITS int, NUM_PREC_RADIX int, NULLABLE int, REMARKS string,"
              + " COLUMN_DEF string, SQL_DATA_TYPE int, SQL_DATETIME_SUB int,"
              + " CHAR_OCTET_LENGTH int, ORDINAL_POSITION int, IS_NULLABLE string,"
              + " SCOPE_CATALOG string, SCOPE_SCHEMA string, SCOPE_TABLE string,"
              + " SOURCE_DATA_TYPE smallint, IS_AUTO_INCREMENT string");

  static final StructType FUNCTIONS =
      StructType.fromDDL(
          "FUNCTION_CAT string, FUNCTION_SCHEM string, FUNCTION_NAME string, REMARKS string,"
              + " FUNCTION_TYPE int, SPECIFIC_NAME string");

  static final StructType TYPES =
      StructType.fromDDL(
          "TYPE_NAME string, DATA_TYPE int, PRECISION int, LITERAL_PREFIX string,"
              + " LITERAL_SUFFIX string, CREATE_PARAMS string, NULLABLE smallint,"
              + " CASE_SENSITIVE boolean, SEARCHABLE smallint, UNSIGNED_ATTRIBUTE boolean,"
              + " FIXED_PREC_SCALE boolean, AUTO_INCREMENT boolean, LOCAL_TYPE_NAME string,"
              + " MINIMUM_SCALE smallint, MAXIMUM_SCALE smallint, SQL_DATA_TYPE int,"
              + " SQL_DATETIME_SUB int, NUM_PREC_RADIX int");

  static final StructType PRIMARY_KEYS =
      StructType.fromDDL(
          "TABLE_CAT string, TABLE_SCHEM string, TABLE_NAME string, COLUMN_NAME string,"
              + " KEY_SEQ int, PK_NAME string");

  static final StructType CROSS_REFERENCE =
      StructType.fromDDL(
          "PKTABLE_CAT string, PKTABLE_SCHEM string, PKTABLE_NAME string, PKCOLUMN_NAME string,"
              + " FKTABLE_CAT string, FKTABLE_SCHEM string, FKTABLE_NAME string,"
              + " FKCOLUMN_NAME string, KEY_SEQ int, UPDATE_RULE int, DELETE_RULE int,"
              + " FK_NAME string, PK_NAME string, DEFERRABILITY int");

  private MetadataColumns() {}
}
