package io.quern.cli.engine;

import static java.util.Objects.requireNonNull;

import io.quern.cli.complete.Names;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.classic.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** The names of a session's catalog, read at each question. Thread-safe. */
final class SessionNames implements Names {
  private final SparkSession session;

  SessionNames(SparkSession session) {
    this.session = requireNonNull(session, "session is null");
  }

  @Override
  public List<String> tables() {
    SessionCatalog catalog = session.sessionState().catalog();
    return CollectionConverters.asJava(catalog.listTables(catalog.getCurrentDatabase())).stream()
        .map(TableIdentifier::table)
        .sorted()
        .toList();
  }

  @Override
  public List<Column> columns(String table) {
    return Arrays.stream(session.table(table).schema().fields())
        .map(field -> new Column(field.name(), field.dataType().sql()))
        .toList();
  }

  @Override
  public List<String> functions() {
    return CollectionConverters.asJava(session.sessionState().functionRegistry().listFunction())
        .stream()
        .map(FunctionIdentifier::funcName)
        .filter(name -> name.matches("[a-z]\\w*"))
        .sorted()
        .toList();
  }
}
