package io.quern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.Option;
import io.quern.model.algorithm.Algorithm;
import io.quern.model.algorithm.Algorithms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/options.md} says what the algorithms declare; {@code -Dquern.update=true} writes the
 * page anew.
 */
final class OptionsPageTest {
  private static final Path PAGE = Path.of("../docs/options.md");

  @Test
  void pageSaysWhatTheAlgorithmsDeclare() throws IOException {
    String page = page();
    if (Boolean.getBoolean("quern.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).content().as("docs/options.md, which is generated").isEqualTo(page);
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append("# Options\n\n")
        .append("What `SHOW OPTIONS FOR algorithm` prints; written from the declarations by a test")
        .append(" of the command line.\n")
        .append("Names do not depend on case, values may be quoted or bare. An option that is not")
        .append(" listed is an error.\n");
    Algorithms.all().forEach(algorithm -> append(page, algorithm));
    return page.toString();
  }

  private static void append(StringBuilder page, Algorithm algorithm) {
    page.append("\n## ").append(algorithm.name()).append("\n\n");
    page.append(algorithm.description()).append("\n\n");
    page.append("| option | value | default | |\n|---|---|---|---|\n");
    for (Option<?> option : algorithm.options().options()) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  option.name(),
                  option.describeRange(),
                  option.describeDefault(),
                  option.description()));
    }
  }
}
