package io.quern.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script as cells of a notebook, through {@code jupyter_client} of the Python that {@code
 * -Dquern.test.jupyter} names; skipped where that has none.
 */
@Timeout(300)
final class JupyterConformanceTest {
  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final String PYTHON = System.getProperty("quern.test.jupyter", "python3");

  @TempDir private static Path folder;

  @TestFactory
  Stream<DynamicTest> statement() throws IOException, InterruptedException {
    requireJupyter();
    install();
    Path run = folder.resolve("run");
    Conformance script = Conformance.in(run);
    Process frontEnd =
        process(
                PYTHON,
                MODULE.resolve("src/test/python/front_end.py").toString(),
                "quern",
                run.toString())
            .start();
    return script.through(new JupyterDoor(frontEnd, run));
  }

  private static void requireJupyter() throws InterruptedException {
    try {
      boolean isThere = process(PYTHON, "-c", "import jupyter_client").start().waitFor() == 0;
      assumeTrue(isThere, PYTHON + " has no jupyter_client: set -Dquern.test.jupyter");
    } catch (IOException e) {
      abort("Cannot run %s: set -Dquern.test.jupyter".formatted(PYTHON));
    }
  }

  private static void install() throws IOException, InterruptedException {
    String launcher = MODULE.resolve("../bin/quern").normalize().toString();
    int exit =
        process(launcher, "kernel", "install", "--prefix", folder.toString()).start().waitFor();
    assertThat(exit).as(Files.readString(folder.resolve("errors"))).isZero();
  }

  private static ProcessBuilder process(String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command)).redirectError(folder.resolve("errors").toFile());
    builder.environment().put("JUPYTER_PATH", folder.resolve("share/jupyter").toString());
    builder.environment().put("JUPYTER_RUNTIME_DIR", folder.resolve("runtime").toString());
    builder.environment().put("IPYTHONDIR", folder.resolve("ipython").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }
}
