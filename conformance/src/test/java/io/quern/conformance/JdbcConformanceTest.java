package io.quern.conformance;

import static org.awaitility.Awaitility.await;

import io.quern.cli.QuernProcess;
import io.quern.cli.server.JdbcDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script through {@code bin/quern server}, by drivers as they are published. */
@Timeout(300)
final class JdbcConformanceTest {
  private static final String GREETING = "Listening on ";

  @TempDir private static Path folder;
  private static QuernProcess server;
  private static String url;

  @BeforeAll
  static void start() {
    server = new QuernProcess(folder, "", "server", "--port", "0");
    await().atMost(Duration.ofMinutes(2)).until(() -> server.out().contains("\n"));
    url = server.out().strip().substring(GREETING.length());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @TestFactory
  List<DynamicContainer> driver() throws IOException, SQLException {
    List<DynamicContainer> drivers = new ArrayList<>();
    for (JdbcDriver driver : JdbcDriver.values()) {
      Path place = folder.resolve(driver.name());
      drivers.add(
          DynamicContainer.dynamicContainer(
              driver.name(), Conformance.in(place).through(new JdbcDoor(driver, url, place))));
    }
    return drivers;
  }
}
