package io.quern.cli.server.metadata;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Catalogs, schemas and tables of a session, by the statements that any catalog understands. What a
 * catalog fails with is logged, and it counts as empty. Stateless beside the session.
 */
final class CatalogReader {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogReader.class);

  /** Temporary views are in no schema. */
  private static final String NOWHERE = "";

  private final SparkSession session;

  /** A schema, whose name has dots where the catalog nests them. */
  record Schema(String catalog, String name) {}

  /**
   * A table or view.
   *
   * @param schema empty for temporary views
   * @param catalog empty for temporary views
   */
  record Table(String catalog, String schema, String name, boolean isView) {}

  CatalogReader(SparkSession session) {
    this.session = requireNonNull(session, "session is null");
  }

  List<String> catalogs() {
    return texts("show catalogs", 0);
  }

  /** Of all catalogs, or of one. */
  Stream<Schema> schemas(Optional<String> catalog) {
    return catalogs().stream()
        .filter(name -> catalog.isEmpty() || catalog.get().equalsIgnoreCase(name))
        .flatMap(
            name ->
                texts("show namespaces in " + quoted(name), 0).stream()
                    .map(schema -> new Schema(name, schema)));
  }

  Stream<Table> tables(Optional<String> catalog, NamePattern schemas, NamePattern names) {
    Stream<Table> temporary = temporaryViews();
    Stream<Table> stored =
        schemas(catalog)
            .filter(schema -> schemas.matches(schema.name()))
            .flatMap(schema -> stored(schema).stream());
    return Stream.concat(stored, temporary).filter(table -> names.matches(table.name()));
  }

  private Stream<Table> temporaryViews() {
    return CollectionConverters.asJava(session.sessionState().catalog().listLocalTempViews("*"))
        .stream()
        .map(view -> new Table(NOWHERE, NOWHERE, view.table(), true));
  }

  private List<Table> stored(Schema schema) {
    String place = place(schema);
    Set<String> views = new HashSet<>(stored("show views in " + place));
    return stored("show tables in " + place).stream()
        .map(name -> new Table(schema.catalog(), schema.name(), name, views.contains(name)))
        .toList();
  }

  /** Names out of rows of schema, name, whether it is temporary. */
  private List<String> stored(String statement) {
    return rows(statement).stream()
        .filter(row -> !row.getBoolean(2))
        .map(row -> row.getString(1))
        .toList();
  }

  /** Its columns; none where it cannot be read any more. */
  StructType columns(Table table) {
    String name =
        table.schema().isEmpty()
            ? quoted(table.name())
            : place(new Schema(table.catalog(), table.schema())) + "." + quoted(table.name());
    try {
      return session.table(name).schema();
    } catch (Exception e) { // a view on a table that is gone, for example
      LOG.info("The columns of {} cannot be told: {}", name, e.toString());
      return new StructType();
    }
  }

  /** Functions of Spark, of the dialect and of the session, by name. */
  List<String> functions() {
    return CollectionConverters.asJava(session.sessionState().functionRegistry().listFunction())
        .stream()
        .map(FunctionIdentifier::funcName)
        .distinct()
        .sorted()
        .toList();
  }

  private static String place(Schema schema) {
    return quoted(schema.catalog())
        + "."
        + Arrays.stream(schema.name().split("\\.", -1))
            .map(CatalogReader::quoted)
            .collect(Collectors.joining("."));
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private List<String> texts(String statement, int column) {
    return rows(statement).stream().map(row -> row.getString(column)).toList();
  }

  private List<Row> rows(String statement) {
    try {
      return session.sql(statement).collectAsList();
    } catch (Exception e) { // catalogs without views, or that are out of reach
      LOG.info("'{}' failed: {}", statement, e.toString());
      return new ArrayList<>();
    }
  }
}
