package io.quern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.parser.StatementForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/sql.md} writes every statement as {@link StatementForm} does: the first block below a
 * statement's heading. {@code -Dquern.update=true} writes these blocks anew.
 */
final class StatementsPageTest {
  private static final Path PAGE = Path.of("../docs/sql.md");

  @Test
  void everyStatementIsWrittenAsItsFormSays() throws IOException {
    String page = Files.readString(PAGE);
    String expected = page;
    for (Map.Entry<String, List<StatementForm>> section : sections().entrySet()) {
      expected = withSyntax(expected, section.getKey(), section.getValue());
    }
    if (Boolean.getBoolean("quern.update")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(PAGE).content().as("docs/sql.md, whose syntax is generated").isEqualTo(expected);
  }

  private static Map<String, List<StatementForm>> sections() {
    return Arrays.stream(StatementForm.values())
        .collect(
            Collectors.groupingBy(
                StatementsPageTest::heading,
                LinkedHashMap::new,
                Collectors.mapping(Function.identity(), Collectors.toList())));
  }

  private static String heading(StatementForm form) {
    return switch (form) {
      case SELECT -> "SELECT … AS";
      case EXPLAIN -> "EXPLAIN TRAIN";
      case SHOW_ALGORITHMS, SHOW_OPTIONS, SHOW_FUNCTIONS -> "SHOW ALGORITHMS, OPTIONS, FUNCTIONS";
      case TAG_MODEL -> "Tags";
      default -> form.title();
    };
  }

  private static String withSyntax(String page, String heading, List<StatementForm> forms) {
    Matcher block =
        Pattern.compile("(?s)\n### " + Pattern.quote(heading) + "\n\n```text\n(.*?)\n```\n")
            .matcher(page);
    assertThat(block.find()).as("Section '%s' with a syntax", heading).isTrue();
    String syntax = forms.stream().map(StatementForm::syntax).collect(Collectors.joining("\n"));
    return page.substring(0, block.start(1)) + syntax + page.substring(block.end(1));
  }
}
