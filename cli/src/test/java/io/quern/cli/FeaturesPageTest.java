package io.quern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.Option;
import io.quern.model.algorithm.Algorithms;
import io.quern.model.feature.function.FeatureFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/features.md} says what the feature functions declare, and its examples are cases of
 * {@code scripts/columns-examples.sql} with what they print; {@link ScriptsTest} runs those. {@code
 * -Dquern.update=true} writes these parts of the page anew.
 */
final class FeaturesPageTest {
  private static final Path PAGE = Path.of("../docs/features.md");
  private static final Pattern FUNCTIONS =
      Pattern.compile("(?s)(<!-- functions -->\n).*?(<!-- end)");
  private static final Pattern EXAMPLE =
      Pattern.compile("(?s)(<!-- example: (?<name>[^>]*) -->\n).*?(<!-- end)");

  private final List<ScriptCase> cases = ScriptCase.parse(ScriptFiles.read("columns-examples.sql"));
  private final String outputs = ScriptFiles.read("columns-examples.out");

  @Test
  void pageSaysWhatTheFunctionsDeclareAndTheScriptsPrint() throws IOException {
    String page = page(Files.readString(PAGE));
    if (Boolean.getBoolean("quern.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).content().as("docs/features.md, parts of which are generated").isEqualTo(page);
  }

  @Test
  void everyExampleIsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(cases)
        .allSatisfy(
            script -> assertThat(page).contains("<!-- example: %s -->".formatted(script.name())));
  }

  private String page(String written) {
    String page =
        FUNCTIONS
            .matcher(written)
            .replaceFirst(match -> quoted(match.group(1) + functions() + match.group(2)));
    return EXAMPLE
        .matcher(page)
        .replaceAll(match -> quoted(match.group(1) + example(match.group(2)) + match.group(3)));
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }

  private static String functions() {
    StringBuilder text = new StringBuilder();
    text.append("| function | argument | value | default | |\n|---|---|---|---|---|\n");
    for (FeatureFunction function : Algorithms.named("DeepCTR").functions()) {
      text.append(
          row(
              "`" + function.name() + "`",
              function.columns().most() == 1 ? "column" : "columns",
              function.columns().count() + ", " + function.columns().expectation(),
              "required",
              function.description()));
      for (Option<?> argument : function.arguments().options()) {
        text.append(
            row(
                "",
                "`" + argument.name() + "`",
                argument.describeRange(),
                argument.describeDefault(),
                argument.description()));
      }
    }
    return text.toString();
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells).replace("|x|", "\\|x\\|") + " |\n";
  }

  private String example(String name) {
    ScriptCase script = cases.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    return "```sql\n%s```\n\n%s\n"
        .formatted(script.text().replace("${dir}", "models"), table(name));
  }

  /** What the case's last statement prints, separated by tabs there. */
  private String table(String name) {
    String output = outputs.substring(outputs.indexOf("== " + name + "\n"));
    List<String> lines =
        output
            .substring(0, output.indexOf("\nexit 0"))
            .lines()
            .skip(1)
            .filter(line -> !line.startsWith("! "))
            .map(line -> "| " + line.replace("\t", " | ").replace("\\N", "NULL") + " |\n")
            .toList();
    String rule = lines.get(0).replaceAll("[^|\n]+", "---");
    return lines.get(0) + rule + String.join("", lines.subList(1, lines.size()));
  }
}
