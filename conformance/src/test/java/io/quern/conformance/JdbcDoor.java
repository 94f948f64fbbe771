package io.quern.conformance;

import io.quern.cli.server.JdbcDriver;
import io.quern.cli.server.RunningStatement;
import io.quern.conformance.Conformance.Statement;
import io.quern.conformance.Outcome.Failure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A connection to {@code bin/quern server}, by a driver as it is published. */
final class JdbcDoor implements Door {
  /** What all three drivers say of a statement that was cancelled, before what the server says. */
  private static final String CANCELLED = "Query was cancelled. ";

  /** The SQLSTATE that they make of it. */
  private static final String CANCELLED_STATE = "01000";

  private final Connection connection;
  private final java.sql.Statement statement;

  JdbcDoor(JdbcDriver driver, String url, Path folder) throws SQLException {
    connection = driver.connect(url);
    statement = connection.createStatement();
    statement.execute("set folder = " + folder);
  }

  @Override
  public Outcome run(Statement asked) throws SQLException {
    try {
      return statement.execute(asked.text()) ? rows() : new Outcome.Nothing();
    } catch (SQLException e) {
      return failure(e);
    }
  }

  private Outcome rows() throws SQLException {
    try (ResultSet result = statement.getResultSet()) {
      ResultSetMetaData description = result.getMetaData();
      List<ResultColumn> columns = new ArrayList<>();
      for (int i = 1; i <= description.getColumnCount(); i++) {
        columns.add(new ResultColumn(description.getColumnName(i), type(description, i)));
      }
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns.size(); i++) {
          row.add(value(result, i, columns.get(i - 1).type()));
        }
        rows.add(row);
      }
      return new Outcome.Rows(columns, rows, false);
    }
  }

  /** Java's own texts of times and decimals are not Spark's. */
  private static String value(ResultSet result, int column, String type) throws SQLException {
    String text = result.getString(column);
    if (text == null) {
      return Outcome.NULL;
    } else if (type.equals("timestamp")) {
      return text.replaceFirst("\\.0$", "");
    }
    return type.startsWith("decimal(") ? result.getBigDecimal(column).toPlainString() : text;
  }

  private static String type(ResultSetMetaData description, int column) throws SQLException {
    String name = description.getColumnTypeName(column).toLowerCase(Locale.ROOT);
    return name.equals("decimal")
        ? "decimal(%d,%d)".formatted(description.getPrecision(column), description.getScale(column))
        : name;
  }

  private static Failure failure(SQLException e) {
    String message = e.getMessage().replaceFirst("^" + CANCELLED, "");
    return ErrorText.failures(message.lines().toList()).stream()
        .findFirst()
        .map(told -> told.withState(e.getSQLState()))
        .orElseThrow(() -> new AssertionError(e));
  }

  @Override
  public Outcome cancel(Statement asked) throws Exception {
    try (RunningStatement training = new RunningStatement(statement, asked.text())) {
      training.awaitLog("epoch 2/");
      statement.cancel();
      return failure(training.failure());
    }
  }

  /** The protocol has one type for timestamps, none for intervals, and nothing within types. */
  @Override
  public String type(String type) {
    if (type.startsWith("interval ")) {
      return "string";
    }
    return type.equals("timestamp_ntz") ? "timestamp" : type.replaceFirst("<.*", "");
  }

  @Override
  public Failure failure(Expected.Fault fault) {
    return fault.failure().code().equals("CANCELLED")
        ? fault.failure().withState(CANCELLED_STATE)
        : fault.failure();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
