package io.quern.cli.server.metadata;

import io.quern.cli.server.session.ClientSession;
import io.quern.cli.server.session.Operation;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hive.service.rpc.thrift.TGetColumnsReq;
import org.apache.hive.service.rpc.thrift.TGetFunctionsReq;
import org.apache.hive.service.rpc.thrift.TGetSchemasReq;
import org.apache.hive.service.rpc.thrift.TGetTablesReq;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;

/** Answers to {@code DatabaseMetaData}'s calls, as operations of a session. Stateless. */
public final class Metadata {
  private static final String TABLE = "TABLE";
  private static final String VIEW = "VIEW";

  private Metadata() {}

  public static Operation catalogs(ClientSession session) {
    return session.ask(
        MetadataColumns.CATALOGS,
        spark ->
            new CatalogReader(spark)
                .catalogs().stream().sorted().map(name -> RowFactory.create(name)).toList());
  }

  public static Operation schemas(ClientSession session, TGetSchemasReq request) {
    NamePattern names = NamePattern.of(request.getSchemaName());
    return session.ask(
        MetadataColumns.SCHEMAS,
        spark ->
            new CatalogReader(spark)
                .schemas(catalog(request.getCatalogName()))
                .filter(schema -> names.matches(schema.name()))
                .sorted(
                    Comparator.comparing(CatalogReader.Schema::catalog)
                        .thenComparing(CatalogReader.Schema::name))
                .map(schema -> RowFactory.create(schema.name(), schema.catalog()))
                .toList());
  }

  /** Empty for all: null, the empty name, and what some drivers write instead. */
  private static Optional<String> catalog(String name) {
    return Optional.ofNullable(name).filter(text -> !text.isEmpty() && !text.equals("%"));
  }

  public static Operation tableTypes(ClientSession session) {
    return session.ask(
        MetadataColumns.TABLE_TYPES,
        spark -> List.of(RowFactory.create(TABLE), RowFactory.create(VIEW)));
  }

  public static Operation tables(ClientSession session, TGetTablesReq request) {
    List<String> types =
        request.getTableTypes() == null
            ? List.of(TABLE, VIEW)
            : request.getTableTypes().stream().map(type -> type.toUpperCase(Locale.ROOT)).toList();
    return session.ask(
        MetadataColumns.TABLES,
        spark ->
            new CatalogReader(spark)
                .tables(
                    catalog(request.getCatalogName()),
                    NamePattern.of(request.getSchemaName()),
                    NamePattern.of(request.getTableName()))
                .filter(table -> types.contains(type(table)))
                .sorted(
                    Comparator.comparing(CatalogReader.Table::isView)
                        .thenComparing(CatalogReader.Table::catalog)
                        .thenComparing(CatalogReader.Table::schema)
                        .thenComparing(CatalogReader.Table::name))
                .map(
                    table ->
                        RowFactory.create(
                            table.catalog(),
                            table.schema(),
                            table.name(),
                            type(table),
                            "",
                            null,
                            null,
                            null,
                            null,
                            null))
                .toList());
  }

  private static String type(CatalogReader.Table table) {
    return table.isView() ? VIEW : TABLE;
  }

  public static Operation columns(ClientSession session, TGetColumnsReq request) {
    NamePattern names = NamePattern.of(request.getColumnName());
    return session.ask(
        MetadataColumns.COLUMNS,
        spark -> {
          CatalogReader reader = new CatalogReader(spark);
          return reader
              .tables(
                  catalog(request.getCatalogName()),
                  NamePattern.of(request.getSchemaName()),
                  NamePattern.of(request.getTableName()))
              .sorted(
                  Comparator.comparing(CatalogReader.Table::catalog)
                      .thenComparing(CatalogReader.Table::schema)
                      .thenComparing(CatalogReader.Table::name))
              .flatMap(table -> columns(reader, table, names))
              .toList();
        });
  }

  private static Stream<Row> columns(
      CatalogReader reader, CatalogReader.Table table, NamePattern names) {
    List<Row> rows = new ArrayList<>();
    StructField[] fields = reader.columns(table).fields();
    for (int i = 0; i < fields.length; i++) {
      if (names.matches(fields[i].name())) {
        rows.add(column(table, fields[i], i + 1));
      }
    }
    return rows.stream();
  }

  private static Row column(CatalogReader.Table table, StructField field, int position) {
    SqlType type = SqlType.of(field.dataType());
    boolean isDecimal = field.dataType() instanceof DecimalType;
    int size = isDecimal ? ((DecimalType) field.dataType()).precision() : type.precision();
    Integer digits =
        isDecimal
            ? Integer.valueOf(((DecimalType) field.dataType()).scale())
            : type.isNumber() ? Integer.valueOf(0) : null;
    return RowFactory.create(
        table.catalog(),
        table.schema(),
        table.name(),
        field.name(),
        type.number(),
        field.dataType().sql(),
        size,
        null,
        digits,
        type.radix().orElse(null),
        field.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        field.getComment().isDefined() ? field.getComment().get() : "",
        null,
        null,
        null,
        null,
        position,
        field.nullable() ? "YES" : "NO",
        null,
        null,
        null,
        null,
        "NO");
  }

  public static Operation functions(ClientSession session, TGetFunctionsReq request) {
    NamePattern names = NamePattern.of(request.getFunctionName());
    return session.ask(
        MetadataColumns.FUNCTIONS,
        spark ->
            new CatalogReader(spark)
                .functions().stream()
                    .filter(names::matches)
                    .map(
                        name ->
                            RowFactory.create(
                                null, null, name, "", DatabaseMetaData.functionNoTable, name))
                    .toList());
  }

  public static Operation types(ClientSession session) {
    return session.ask(
        MetadataColumns.TYPES,
        spark ->
            SqlType.declarable().stream()
                .sorted(Comparator.comparingInt(SqlType::number))
                .map(Metadata::row)
                .toList());
  }

  private static Row row(SqlType type) {
    String quote = type.isText() ? "'" : null;
    return RowFactory.create(
        type.typeName().toUpperCase(Locale.ROOT),
        type.number(),
        type.precision(),
        quote,
        quote,
        type == SqlType.DECIMAL ? "precision,scale" : null,
        (short) DatabaseMetaData.typeNullable,
        type.isText(),
        (short) DatabaseMetaData.typeSearchable,
        !type.isNumber(),
        false,
        false,
        null,
        (short) 0,
        (short) (type == SqlType.DECIMAL ? type.precision() : 0),
        null,
        null,
        type.radix().orElse(null));
  }

  /** Tables have none. */
  public static Operation primaryKeys(ClientSession session) {
    return session.ask(MetadataColumns.PRIMARY_KEYS, spark -> List.of());
  }

  /** Tables have none. */
  public static Operation crossReference(ClientSession session) {
    return session.ask(MetadataColumns.CROSS_REFERENCE, spark -> List.of());
  }
}
