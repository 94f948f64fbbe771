package io.quern.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script and what is expected of it belong together. */
final class ScriptTest {
  @Test
  void everyStatementHasItsOutcome(@TempDir Path folder) throws IOException {
    Conformance script = Conformance.in(folder);
    assertThat(script.statements()).hasSizeGreaterThan(30).hasSameSizeAs(script.outcomes());
    assertThat(script.statements()).filteredOn(Conformance.Statement::isEndless).hasSize(1);
  }
}
