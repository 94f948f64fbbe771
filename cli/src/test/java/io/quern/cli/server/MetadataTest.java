package io.quern.cli.server;

import static io.quern.cli.server.JdbcDriversTest.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What tools ask about the database. */
@OnSharedServer
final class MetadataTest {
  private static ServerLab lab;

  @BeforeAll
  static void start(ServerLab shared) {
    lab = shared;
    lab.spark()
        .sql(
            "create table ad_clicks (user bigint comment 'who', price decimal(9,2)) using parquet");
    lab.spark().sql("create table adXclicks (n int) using parquet");
    lab.spark().sql("create view default.big as select * from ad_clicks where price > 100");
    lab.spark().sql("create schema shop");
    lab.spark().sql("create table shop.orders (id int) using parquet");
  }

  @AfterAll
  static void stop() {
    lab.spark().sql("drop schema shop cascade");
    lab.spark().sql("drop view default.big");
    lab.spark().sql("drop table adXclicks");
    lab.spark().sql("drop table ad_clicks");
  }

  /**
   * What DBeaver asks, in its order and with its arguments, as its source has it (DBeaver 24.2.4,
   * github.com/dbeaver/dbeaver at 2428359b): {@code JDBCExecutionContext.connect} and {@code
   * GenericExecutionContext.determineSelectedEntity} on connecting, {@code
   * JDBCDataSource.initialize}, {@code JDBCSQLDialect.initDriverSettings}, {@code
   * JDBCDataSourceInfo}, {@code HiveDataSourceInfo} and {@code GenericDataSource.initialize} behind
   * that. As there is a catalog, all later calls name it.
   */
  @ParameterizedTest
  @EnumSource
  void dBeaverConnects(JdbcDriver driver) throws SQLException {
    try (Connection connection = driver.connect(lab.url())) {
      connection.setAutoCommit(true);
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(prepared(connection, "SELECT CURRENT_DATABASE()")).containsExactly("default");
      DatabaseMetaData data = connection.getMetaData();
      assertThat(data.getDatabaseMajorVersion()).isEqualTo(1);
      assertThat(data.getDatabaseMinorVersion()).isEqualTo(2);
      assertThat(data.getIdentifierQuoteString()).isNotNull();
      assertThat(data.getSearchStringEscape()).isEqualTo("\\");
      assertThat(data.getDatabaseProductName()).isNotEmpty();
      assertThat(data.getDatabaseProductVersion()).isEqualTo(ServerLab.VERSION);
      assertThat(prepared(connection, "SELECT version()")).singleElement().asString().isNotEmpty();
      assertThat(names(data.getTypeInfo()))
          .contains("TYPE_NAME", "DATA_TYPE", "LOCAL_TYPE_NAME", "SEARCHABLE", "PRECISION");
      assertThat(texts(data.getCatalogs())).containsExactly("spark_catalog");
      assertThat(texts(data.getSchemas("spark_catalog", "%")))
          .containsExactlyInAnyOrder("default|spark_catalog", "shop|spark_catalog");
      assertThat(connection.isValid(5)).isTrue(); // now and then, where it pings
    }
  }

  /**
   * What it asks when the tree is opened down to a table: {@code GenericMetaModel}'s statements for
   * tables, columns, unique keys, foreign keys, functions and procedures, names escaped by {@code
   * JDBCUtils.escapeWildCards} where JDBC takes a pattern; and {@code HiveMetaModel.getTableDDL}.
   * For exported keys it asks too, but the drivers answer that themselves: with "not supported".
   * Its question for indexes, {@code HiveTable.IndexCache}'s, is Hive 2's; it fails here, as it
   * must at every Hive without indexes, and harms nothing.
   */
  @ParameterizedTest
  @EnumSource
  void dBeaverOpensATable(JdbcDriver driver) throws SQLException {
    String catalog = "spark_catalog";
    try (Connection connection = driver.connect(lab.url())) {
      DatabaseMetaData data = connection.getMetaData();
      assertThat(column(data.getTableTypes(), 1)).contains("TABLE", "VIEW");
      assertThat(column(data.getTables(catalog, "default", "%", null), 3))
          .containsExactlyInAnyOrder("ad_clicks", "adxclicks", "big");
      assertThat(column(data.getTables(catalog, "default", "ad\\_clicks", null), 3))
          .containsExactly("ad_clicks");
      assertThat(column(data.getColumns(catalog, "default", "ad\\_clicks", "%"), 4))
          .containsExactly("user", "price");
      assertThat(texts(data.getPrimaryKeys(catalog, "default", "ad_clicks"))).isEmpty();
      assertThat(texts(data.getImportedKeys(catalog, "default", "ad_clicks"))).isEmpty();
      assertThat(column(data.getFunctions(catalog, "default", "%"), 3)).contains("abs");
      assertThat(texts(data.getProcedures(catalog, "default", "%"))).isEmpty();
      assertThat(prepared(connection, "SHOW CREATE TABLE spark_catalog.`default`.ad_clicks"))
          .first()
          .asString()
          .startsWith("CREATE TABLE spark_catalog.default.ad_clicks (");
      try (PreparedStatement indexes = connection.prepareStatement("SHOW INDEX ON ?")) {
        indexes.setString(1, "ad_clicks");
        assertThatThrownBy(indexes::executeQuery)
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("ERROR PARSE at 1:");
      }
      assertThat(prepared(connection, "SELECT CURRENT_DATABASE()")).containsExactly("default");
    }
  }

  private static List<String> prepared(Connection connection, String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      return texts(statement.executeQuery());
    }
  }

  /** What other tools ask: keys of others, everything without a catalog. */
  @ParameterizedTest
  @EnumSource
  void whatIsNotThereIsEmpty(JdbcDriver driver) throws SQLException {
    try (Connection connection = driver.connect(lab.url())) {
      DatabaseMetaData data = connection.getMetaData();
      assertThat(texts(data.getSchemas())).contains("default|spark_catalog", "shop|spark_catalog");
      assertThat(connection.getSchema()).isEqualTo("default");
      assertThat(column(data.getTables(null, "default", "%", null), 3))
          .containsExactlyInAnyOrder("ad_clicks", "adxclicks", "big");
      assertThat(texts(data.getPrimaryKeys(null, "default", "ad_clicks"))).isEmpty();
      assertThat(texts(data.getImportedKeys(null, "default", "ad_clicks"))).isEmpty();
      assertThat(column(data.getFunctions(null, null, "ab%"), 3)).contains("abs");
    }
  }

  @Test
  void tablesAreFoundByPatternAndType() throws SQLException {
    try (Connection connection = JdbcDriver.KYUUBI.connect(lab.url());
        Statement statement = connection.createStatement()) {
      statement.execute("select 1 as n where true as scratch");
      DatabaseMetaData data = connection.getMetaData();
      assertThat(column(data.getTables(null, "default", "ad_clicks", null), 3))
          .containsExactly("ad_clicks", "adxclicks");
      assertThat(column(data.getTables(null, "default", "ad\\_clicks", null), 3))
          .containsExactly("ad_clicks");
      assertThat(column(data.getTables(null, "sh%", "ORD%", null), 3)).containsExactly("orders");
      assertThat(column(data.getTables(null, null, "%", new String[] {"VIEW"}), 3))
          .containsExactlyInAnyOrder("scratch", "big");
      assertThat(column(data.getTables(null, "nothing", "%", null), 3)).containsExactly("scratch");
      assertThat(texts(data.getTables("no_catalog", "shop", "%", new String[] {"TABLE"})))
          .isEmpty();
    }
  }

  @Test
  void columnsAreDescribedAsJdbcWantsThem() throws SQLException {
    try (Connection connection = JdbcDriver.KYUUBI.connect(lab.url());
        ResultSet columns =
            connection.getMetaData().getColumns(null, "default", "ad\\_clicks", null)) {
      assertThat(columns.next()).isTrue();
      assertThat(columns.getString("TABLE_SCHEM")).isEqualTo("default");
      assertThat(columns.getInt("DATA_TYPE")).isEqualTo(Types.BIGINT);
      assertThat(columns.getString("REMARKS")).isEqualTo("who");
      assertThat(columns.getInt("ORDINAL_POSITION")).isEqualTo(1);
      assertThat(columns.next()).isTrue();
      assertThat(columns.getInt("DATA_TYPE")).isEqualTo(Types.DECIMAL);
      assertThat(columns.getString("TYPE_NAME")).isEqualTo("DECIMAL(9,2)");
      assertThat(columns.getInt("COLUMN_SIZE")).isEqualTo(9);
      assertThat(columns.getInt("DECIMAL_DIGITS")).isEqualTo(2);
      assertThat(columns.getString("IS_NULLABLE")).isEqualTo("YES");
      assertThat(columns.next()).isFalse();
    }
  }

  @Test
  void aViewWhoseTableIsGoneHasNoColumns() throws SQLException {
    lab.spark().sql("create table gone (n int) using parquet");
    lab.spark().sql("create view broken as select * from gone");
    lab.spark().sql("drop table gone");
    try (Connection connection = JdbcDriver.KYUUBI.connect(lab.url())) {
      DatabaseMetaData data = connection.getMetaData();
      assertThat(texts(data.getColumns(null, "default", "broken", null))).isEmpty();
      assertThat(column(data.getTables(null, "default", "broken", null), 3))
          .containsExactly("broken");
    } finally {
      lab.spark().sql("drop view broken");
    }
  }

  private static List<String> names(ResultSet rows) throws SQLException {
    try (rows) {
      List<String> names = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        names.add(rows.getMetaData().getColumnName(i).toUpperCase(java.util.Locale.ROOT));
      }
      return names;
    }
  }

  private static List<String> column(ResultSet rows, int column) throws SQLException {
    return texts(rows).stream().map(row -> row.split("\\|", -1)[column - 1]).toList();
  }
}
