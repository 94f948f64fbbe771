package io.quern.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The kernel as Jupyter itself starts it, by the Python that {@code -Dquern.test.jupyter} names;
 * skipped where that has no Jupyter.
 */
@Timeout(600)
final class JupyterTest {
  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Path SCRIPTS = MODULE.resolve("src/test/python");
  private static final String PYTHON = System.getProperty("quern.test.jupyter", "python3");
  private static final String NEEDED = "import jupyter_client, jupyter_kernel_test, nbclient";

  @TempDir private static Path folder;

  /** How a process ended, and what it has printed. */
  private record Ended(int exit, String output) {}

  @BeforeAll
  static void installKernel() throws IOException, InterruptedException {
    requireJupyter();
    String launcher = MODULE.resolve("../bin/quern").normalize().toString();
    Ended ended = run(List.of(launcher, "kernel", "install", "--prefix", folder.toString()));
    assertThat(ended.exit()).as(ended.output()).isZero();
  }

  private static void requireJupyter() throws IOException, InterruptedException {
    Ended ended;
    try {
      ended = run(List.of(PYTHON, "-c", NEEDED));
    } catch (IOException e) {
      abort("Cannot run %s: set -Dquern.test.jupyter".formatted(PYTHON));
      throw e;
    }
    assumeTrue(
        ended.exit() == 0,
        PYTHON + " has no jupyter_kernel_test or nbclient: set -Dquern.test.jupyter");
  }

  private static Ended run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(MODULE.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().put("JUPYTER_PATH", folder.resolve("share/jupyter").toString());
    builder.environment().put("JUPYTER_RUNTIME_DIR", folder.resolve("runtime").toString());
    builder.environment().put("IPYTHONDIR", folder.resolve("ipython").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    int exit = builder.start().waitFor();
    return new Ended(exit, Files.readString(output) + (exit == 0 ? "" : Files.readString(errors)));
  }

  @TestFactory
  Stream<DynamicTest> jupytersOwnTestsOfKernels() throws IOException, InterruptedException {
    String tests = SCRIPTS.resolve("kernel_tests.py").toString();
    Ended ended = run(List.of(PYTHON, tests, "quern", folder.resolve("models").toString()));
    assertThat(ended.exit()).as(ended.output()).isZero();
    List<JsonNode> outcomes = new ArrayList<>();
    for (String line : ended.output().lines().toList()) {
      outcomes.add(new ObjectMapper().readTree(line));
    }
    assertThat(outcomes).hasSizeGreaterThan(15);
    return outcomes.stream()
        .map(
            outcome ->
                DynamicTest.dynamicTest(outcome.path("test").asText(), () -> judge(outcome)));
  }

  private static void judge(JsonNode outcome) {
    String why = outcome.path("why").asText();
    switch (outcome.path("outcome").asText()) {
      case "passed" -> {}
      case "skipped" -> abort(why);
      default -> fail(why);
    }
  }

  /** The data that a notebook loads is looked for where it looks for it. */
  @ParameterizedTest
  @CsvSource({"first-model,", "frappe,frappe_x1", "embeddings,movielens_1m"})
  void notebooksShowWhatIsKeptInThem(String name, String data)
      throws IOException, InterruptedException {
    if (data != null) {
      assumeTrue(
          Files.isDirectory(MODULE.resolve("../../shared/data").resolve(data)),
          "There is no folder ../shared/data/" + data + " beside the repository");
    }
    String notebook = MODULE.resolve(name + ".ipynb").toString();
    Ended ended =
        run(List.of(PYTHON, SCRIPTS.resolve("run_notebook.py").toString(), "quern", notebook));
    assertThat(ended.exit()).as(ended.output()).isZero();
  }
}
