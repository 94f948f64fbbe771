package io.quern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.Option;
import io.quern.model.algorithm.Algorithms;
import io.quern.model.feature.function.FeatureFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/features.md} says what the feature functions declare; {@code -Dquern.update=true}
 * writes that part of the page anew.
 */
final class FeaturesPageTest {
  private static final Path PAGE = Path.of("../docs/features.md");
  private static final Pattern FUNCTIONS =
      Pattern.compile("(?s)(<!-- functions -->\n).*?(<!-- end)");

  @Test
  void pageSaysWhatTheFunctionsDeclare() throws IOException {
    String page = page(Files.readString(PAGE));
    if (Boolean.getBoolean("quern.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).content().as("docs/features.md, parts of which are generated").isEqualTo(page);
  }

  private static String page(String written) {
    return FUNCTIONS
        .matcher(written)
        .replaceFirst(
            match -> Matcher.quoteReplacement(match.group(1) + functions() + match.group(2)));
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
}
