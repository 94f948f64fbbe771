package io.quern.cli.server.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NamePatternTest {
  @Test
  void percentAndUnderscoreStandForCharactersUnlessEscaped() {
    assertThat(NamePattern.of("a%z").matches("abcz")).isTrue();
    assertThat(NamePattern.of("a%z").matches("az")).isTrue();
    assertThat(NamePattern.of("a_z").matches("abz")).isTrue();
    assertThat(NamePattern.of("a_z").matches("az")).isFalse();
    assertThat(NamePattern.of("a\\_z").matches("a_z")).isTrue();
    assertThat(NamePattern.of("a\\_z").matches("abz")).isFalse();
    assertThat(NamePattern.of("100\\%").matches("100%")).isTrue();
    assertThat(NamePattern.of("100\\%").matches("1000")).isFalse();
  }

  @Test
  void caseAndCharactersOfExpressionsMeanNothing() {
    assertThat(NamePattern.of("Clicks").matches("clicks")).isTrue();
    assertThat(NamePattern.of("a.b[c]").matches("a.b[c]")).isTrue();
    assertThat(NamePattern.of("a.b").matches("axb")).isFalse();
  }

  @Test
  void noPatternIsAnyName() {
    assertThat(NamePattern.of(null).matches("x")).isTrue();
    assertThat(NamePattern.of("").matches("x")).isTrue();
    assertThat(NamePattern.of("*").matches("x")).isTrue();
  }
}
