package io.quern.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quern.cli.QuernProcess;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script through a pipe. */
@Timeout(300)
final class PipeConformanceTest {
  @TempDir private static Path folder;

  @TestFactory
  Stream<DynamicTest> statement() throws Exception {
    assumeTrue(QuernProcess.canInterrupt(), "SIGINT is ignored here");
    Conformance script = Conformance.in(folder);
    PipeDoor door = new PipeDoor(script);
    return Stream.concat(
        script.through(door),
        Stream.of(
            DynamicTest.dynamicTest(
                "cancelling ends the process with 130 and leaves no model",
                () -> {
                  assertThat(door.exit()).isEqualTo(130);
                  assertThat(folder.resolve("endless")).doesNotExist();
                })));
  }
}
