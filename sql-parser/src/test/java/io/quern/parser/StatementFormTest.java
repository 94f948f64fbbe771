package io.quern.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class StatementFormTest {
  /** Statements of scripts that Spark has a reading of too. */
  private static final Set<StatementForm> SPARKS =
      EnumSet.of(StatementForm.SELECT, StatementForm.SET);

  @Test
  void everyStatementOfTheDialectHasAForm() {
    Set<String> kinds =
        Arrays.stream(StatementKind.values())
            .filter(StatementKind::isOurs)
            .map(StatementKind::name)
            .collect(Collectors.toSet());
    assertThat(StatementForm.values())
        .filteredOn(form -> !SPARKS.contains(form))
        .extracting(StatementForm::name)
        .containsExactlyInAnyOrderElementsOf(kinds);
  }

  @Test
  void everyExampleIsAStatementOfItsForm() {
    for (StatementForm form : StatementForm.values()) {
      String example = StatementSplitter.split(form.example()).get(0).text();
      if (SPARKS.contains(form)) {
        assertThat(Ownership.of(example)).isEqualTo(StatementKind.SPARK);
      } else {
        assertThat(Ownership.of(example).name()).isEqualTo(form.name());
        assertThat(DialectParser.parse(example)).isNotNull();
      }
    }
  }

  @Test
  void sentencesAndSyntaxesBeginWithTheTitle() {
    assertThat(StatementForm.values())
        .allSatisfy(
            form -> {
              assertThat(form.sentence()).startsWith(form.title()).endsWith(".");
              assertThat(form.syntax().toUpperCase(Locale.ROOT))
                  .startsWith(form.title())
                  .endsWith(";");
            });
  }

  @Test
  void theOrderIsTheSyntaxInOneLine() {
    assertThat(StatementForm.TRAIN.orderHint())
        .isEqualTo(
            "The order is: train TABLE | (QUERY) as ALGORITHM.`PATH` [ columns (…) ] where …"
                + " [ as VIEW ]");
    assertThat(StatementForm.SAVE.orderHint())
        .isEqualTo(
            "The order is: save [ overwrite | append | errorIfExists | ignore ] TABLE as"
                + " FORMAT.`PATH` [ where … ] [ partition by COLUMN, … ]");
  }
}
