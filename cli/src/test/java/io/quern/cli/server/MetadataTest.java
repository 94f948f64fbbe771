package io.quern.cli.server;

import static io.quern.cli.server.JdbcDriversTest.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What tools ask about the database. */
final class MetadataTest {
  @TempDir static Path folder;
  private static ServerLab lab;

  @BeforeAll
  static void start() {
    lab = ServerLab.start(folder);
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
    lab.close();
  }

  /**
   * The calls of DBeaver 24's Hive driver in their order: on connecting, on opening the tree down
   * to a table's columns, keys and indexes, and on opening an editor.
   */
  @ParameterizedTest
  @EnumSource
  void dBeaversCallsAreAnswered(JdbcDriver driver) throws SQLException {
    try (Connection connection = driver.connect(lab.url())) {
      DatabaseMetaData data = connection.getMetaData();
      assertThat(data.getDatabaseProductName()).isNotEmpty();
      assertThat(data.getDatabaseProductVersion()).isNotEmpty();
      assertThat(data.getIdentifierQuoteString()).isNotNull();
      assertThat(data.getSearchStringEscape()).isEqualTo("\\");
      assertThat(connection.isValid(5)).isTrue();
      assertThat(names(data.getTypeInfo())).contains("TYPE_NAME", "DATA_TYPE", "NUM_PREC_RADIX");
      assertThat(texts(data.getCatalogs())).contains("spark_catalog");
      assertThat(texts(data.getSchemas())).contains("default|spark_catalog", "shop|spark_catalog");
      assertThat(column(data.getTableTypes(), 1)).contains("TABLE", "VIEW");
      assertThat(connection.getSchema()).isEqualTo("default");
      try (Statement statement = connection.createStatement()) {
        assertThat(texts(statement.executeQuery("select current_schema()")))
            .containsExactly("default");
        assertThat(texts(statement.executeQuery("show tables"))).isNotEmpty();
      }
      assertThat(column(data.getTables(null, "default", "%", null), 3))
          .containsExactlyInAnyOrder("ad_clicks", "adxclicks", "big");
      assertThat(column(data.getColumns(null, "default", "ad\\_clicks", "%"), 4))
          .containsExactly("user", "price");
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
