package io.quern.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TypedTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1;",
        "",
        "  ",
        "-- a comment\n",
        "\\timing",
        "exit",
        "QUIT;",
        "select 1 \\G"
      })
  void theseAreComplete(String text) {
    assertThat(TypedText.isComplete(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "select ';",
        "select 1; select 2",
        "select 1 /* ;",
        "train t as DeepCTR.`/m;",
        "begin select 1; select 2;",
        "select '\\G"
      })
  void moreHasToFollowThese(String text) {
    assertThat(TypedText.isComplete(text)).isFalse();
  }

  @Test
  void aVerticalResultIsAskedForInPlaceOfTheSemicolon() {
    assertThat(TypedText.isVertical("select 1\\G")).isTrue();
    assertThat(TypedText.withSemicolon("select 1\\G ")).isEqualTo("select 1;");
    assertThat(TypedText.isVertical("select '\\G'")).isFalse();
    assertThat(TypedText.withSemicolon("select 1;")).isEqualTo("select 1;");
  }
}
