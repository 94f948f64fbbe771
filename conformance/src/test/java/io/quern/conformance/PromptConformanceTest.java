package io.quern.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quern.cli.repl.TmuxPane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script typed at the prompt. */
@Timeout(300)
final class PromptConformanceTest {
  @TempDir private static Path folder;

  @TestFactory
  Stream<DynamicTest> statement() throws IOException {
    assumeTrue(TmuxPane.isInstalled(), "tmux is not installed");
    return Conformance.in(folder).through(new PromptDoor(folder));
  }
}
