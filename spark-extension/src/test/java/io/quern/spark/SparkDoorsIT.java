package io.quern.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged jars in a real Spark distribution, which is the one of the tests' Python; without
 * that the tests are skipped.
 */
final class SparkDoorsIT {
  private static final Path TRY = Path.of("doors", "try").toAbsolutePath();
  private static final String PYTHON = System.getProperty("quern.test.pyspark", "python3");

  @ParameterizedTest
  @ValueSource(strings = {"spark-sql", "executors", "pyspark", "connect", "thrift"})
  void trainsAndPredictsThrough(String door) throws Exception {
    Optional<String> home = sparkHome();
    assumeTrue(home.isPresent(), PYTHON + " has no PySpark 4.1, so there is no distribution");
    Run run = run(List.of(TRY.toString(), home.orElseThrow(), door));
    assertThat(run.output()).endsWith(door + ": trained and predicted\n");
    assertThat(run.exit()).isZero();
  }

  private static Optional<String> sparkHome() throws Exception {
    String asks =
        "import os, pyspark; print(pyspark.__version__, os.path.dirname(pyspark.__file__))";
    try {
      Run run = run(List.of(PYTHON, "-c", asks));
      return run.exit() == 0 && run.output().startsWith("4.1.")
          ? Optional.of(run.output().strip().split(" ", 2)[1])
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // no such Python
    }
  }

  private record Run(int exit, String output) {}

  private static Run run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PYSPARK_PYTHON", PYTHON);
    Process process = builder.start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return new Run(process.exitValue(), output);
    } finally {
      process.destroy();
    }
  }
}
