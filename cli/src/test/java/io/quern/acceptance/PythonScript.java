package io.quern.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A script for the Python that {@code -Dquern.test.python} names. A test is skipped where there is
 * none, and where the script ends with code 77: the package that it needs is missing.
 */
final class PythonScript {
  private static final int NO_PACKAGE = 77;

  private final Path folder;
  private final String name;
  private final String needed;

  /**
   * @param folder for the script and what it prints
   * @param name of the script
   * @param needed package that the script imports
   */
  PythonScript(Path folder, String name, String needed, String text) throws IOException {
    this.folder = folder;
    this.name = name;
    this.needed = needed;
    Files.writeString(file(".py"), text);
  }

  private Path file(String ending) {
    return folder.resolve(name + ending);
  }

  /** Runs it to its end; a script that fails fails the test. What it prints to its output. */
  String run(Object... arguments) throws IOException, InterruptedException {
    String python = System.getProperty("quern.test.python", "python3");
    List<String> command = new ArrayList<>(List.of(python, file(".py").toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    int exit = exit(command);
    if (exit == NO_PACKAGE) {
      abort("%s has no %s: set -Dquern.test.python".formatted(python, needed));
    }
    assertThat(exit).as(Files.readString(file(".log"), UTF_8)).isZero();
    return Files.readString(file(".out"), UTF_8);
  }

  private int exit(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(file(".out").toFile())
            .redirectError(file(".log").toFile());
    try {
      return builder.start().waitFor();
    } catch (IOException e) {
      abort("Cannot run %s: set -Dquern.test.python".formatted(command.get(0)));
      throw e;
    }
  }
}
