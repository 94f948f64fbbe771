package io.quern.cli.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A program with a driver and the tickets of its user, in a process of its own. */
final class TicketClient {
  private TicketClient() {}

  /**
   * Asks a server who this is.
   *
   * @param arguments URL, and where to write the answer or the driver's words
   */
  public static void main(String[] arguments) throws Exception {
    Path answer = Path.of(arguments[1]);
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select current_user()")) {
      rows.next();
      Files.writeString(answer, rows.getString(1), StandardCharsets.UTF_8);
    } catch (SQLException e) {
      Files.writeString(answer, "refused: " + e.getMessage(), StandardCharsets.UTF_8);
    }
  }
}
