package io.quern.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script through {@code spark.sql}. */
@Timeout(300)
final class SparkSqlConformanceTest {
  @TempDir private static Path folder;

  @TestFactory
  Stream<DynamicTest> statement() throws IOException {
    return Conformance.in(folder).through(new SparkSqlDoor(folder));
  }
}
