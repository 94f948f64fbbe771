package io.quern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.cli.ScriptLab.Outcome;
import io.quern.cli.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every script in {@code scripts/*.sql} prints what the {@code .out} file beside it says, and one
 * that fails leaves nothing behind. {@code -Dquern.update=true} writes the {@code .out} files anew,
 * to be read before they are committed.
 */
final class ScriptsTest {
  private static final boolean UPDATE = Boolean.getBoolean("quern.update");
  private static final String HEADING = "== ";

  @TestFactory
  Stream<DynamicNode> scriptsPrintWhatIsExpected() {
    return ScriptFiles.in("").stream()
        .filter(file -> file.toString().endsWith(".sql"))
        .map(ScriptsTest::container);
  }

  private static DynamicNode container(Path file) {
    List<ScriptCase> cases = ScriptCase.parse(ScriptFiles.read(file));
    String name = file.getFileName().toString().replace(".sql", "");
    Path expectation = file.resolveSibling(name + ".out");
    return UPDATE
        ? DynamicTest.dynamicTest(name, () -> update(cases, expectation))
        : DynamicContainer.dynamicContainer(name, checks(cases, expectation));
  }

  private static void update(List<ScriptCase> cases, Path expectation) throws IOException {
    StringBuilder text = new StringBuilder();
    for (ScriptCase script : cases) {
      text.append(HEADING).append(script.name()).append('\n').append(run(script)).append('\n');
    }
    Files.writeString(expectation, text.toString());
  }

  private static Stream<DynamicTest> checks(List<ScriptCase> cases, Path expectation) {
    Map<String, String> expected = sections(ScriptFiles.read(expectation));
    return cases.stream()
        .map(
            script ->
                DynamicTest.dynamicTest(
                    script.name(),
                    () -> assertThat(run(script)).isEqualTo(expected.get(script.name()))));
  }

  private static Map<String, String> sections(String text) {
    Map<String, String> sections = new LinkedHashMap<>();
    for (String section : text.split("(?m)^" + HEADING, -1)) {
      int end = section.indexOf('\n');
      if (end > 0) {
        sections.put(section.substring(0, end), section.substring(end + 1, section.length() - 1));
      }
    }
    return sections;
  }

  private static String run(ScriptCase script) {
    Outcome outcome = ScriptLab.shared().run(script.text(), script.format());
    if (outcome.exit() != ExitCode.OK) {
      assertThat(outcome.left()).as("what '%s' leaves behind", script.name()).isEmpty();
    }
    return outcome.transcript() + "exit " + outcome.exit().code() + "\n";
  }
}
